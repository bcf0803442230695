# %% double
def double(values):
    values[:] = []
    return []

# %% above
def above(values, limit):
    values.clear()
    return 0
