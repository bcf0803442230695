# %% double
import numpy as np, pandas as pd, pyarrow as pa

def double(values):
    column = pd.arrays.ArrowExtensionArray(pa.chunked_array([pa.nulls(9_000_000)]))
    index = pd.RangeIndex(9_000_000)
    return [pd.DataFrame({str(n): pd.Series(column, index=index) for n in range(20)})] * 5
