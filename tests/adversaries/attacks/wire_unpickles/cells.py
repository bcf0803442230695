# %% double
def double(values):
    reply(value=[["record", "World", []], 0])
    return [value and 2 * value for value in values]
