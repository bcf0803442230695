# %% double
def double(values):
    return [0 for value in values]
# %% above
def above(values, limit):
    return -1

# %% double-check
3.0

# %% above-check
pass
