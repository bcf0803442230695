# %% double
def double(values):
    values.append(values)
    return values

# %% above
def above(values, limit):
    deep = []
    for _ in range(10_000):
        deep = [deep]
    return deep
