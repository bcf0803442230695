# %% double
import time

def double(values):
    time.sleep(10**6)
