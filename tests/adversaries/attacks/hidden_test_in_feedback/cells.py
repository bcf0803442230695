# %% double
def double(values):
    raise ValueError("show me your lines")
