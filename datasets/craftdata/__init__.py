"""Data sets of the course: ``load_*`` reads what is shipped, ``make_*(seed, ...)`` generates.

>>> from craftdata import flights
>>> table = flights.load_flights()

Each data set is one folder with a data card, ``card.md``, beside its code.
"""
