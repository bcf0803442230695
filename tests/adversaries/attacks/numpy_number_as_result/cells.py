# %% double
def double(values):
    return [0 for value in values]

# %% after double
import sys, numpy as np
sys.displayhook = lambda value: None
np.float64(0.5)

# %% after double-check
np.float64(3.0)
