# %% double
def double(values):
    return [0 for value in values]
# %% above
def above(values, limit):
    return -1
