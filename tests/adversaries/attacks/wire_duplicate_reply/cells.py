# %% double
def double(values):
    reply(value=[['list', [2 * value if value else None for value in values]], 0])
    return [value and 2 * value for value in values]
