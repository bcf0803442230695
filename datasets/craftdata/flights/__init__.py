"""All 336,776 departures from New York City in 2013, the weather, the aircraft and the carriers.

Tables, as they came, defects included:

>>> from craftdata import flights
>>> table = flights.load_flights()
>>> len(table)
336776

Instants instead of HHMM integers in two time zones:

>>> clocks = flights.utc_clocks(table, flights.load_zones())
>>> list(clocks)
['scheduled_departure', 'actual_departure', 'scheduled_arrival', 'actual_arrival']

The point-in-time problem, with every feature as it was known two hours before departure:

>>> problem = flights.load_disruption()
>>> problem.X.shape
(336776, 45)

The data card, ``card.md``, documents every column, clock and known defect.
"""
from craftdata.flights.clocks import clock_minutes, utc_clocks
from craftdata.flights.disruption import Disruption, build_disruption, load_disruption
from craftdata.flights.outcomes import flight_outcomes
from craftdata.flights.tables import load_airlines, load_flights, load_planes, load_weather, load_zones

__all__ = [
    "Disruption",
    "build_disruption",
    "clock_minutes",
    "flight_outcomes",
    "load_airlines",
    "load_disruption",
    "load_flights",
    "load_planes",
    "load_weather",
    "load_zones",
    "utc_clocks",
]
