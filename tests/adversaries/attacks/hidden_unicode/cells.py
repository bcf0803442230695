# %% double
def dоuble(values):
    return [value and 2 * value for value in values]

def double(values):
    # ‮ siht ton‬
    return []
