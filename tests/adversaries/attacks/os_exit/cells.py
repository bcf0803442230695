# %% after double-check
import os
os._exit(0)
