# %% double
def double(values):
    reply(value=[['frame', [['array', '|O8', [1], 0]], 3, 4], 1], changed=7)
    return [value and 2 * value for value in values]
