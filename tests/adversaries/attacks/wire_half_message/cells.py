# %% double
def double(values):
    import time
    raw(struct.pack(">IQ", 1000, 0) + b"[[],{")
    time.sleep(20)
    return [value and 2 * value for value in values]
