# %% after setup
import warnings, numpy as np, pandas as pd
warnings.simplefilter("error")
np.seterr(all="raise")
pd.options.mode.chained_assignment = "raise"
