# %% double
import time

class Endless:
    def __repr__(self):
        return repr(self)

class Large:
    def __repr__(self):
        return "x" * 10**7

class Slow(Exception):
    def __str__(self):
        time.sleep(10**6)

def double(values):
    raise Slow()

# %% after double
display(Large())
Endless()
