# %% double
def double(values):
    return [0 for value in values]
