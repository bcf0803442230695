# %% double
def double(values):
    return [1 << 10**7] * 5

# %% above
def above(values, limit):
    return "9" * 10**8
