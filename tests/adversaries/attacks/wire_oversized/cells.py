# %% double
def double(values):
    raw(struct.pack('>IQ', 2**31, 2**40))
    return [value and 2 * value for value in values]
