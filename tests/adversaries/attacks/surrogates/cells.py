# %% double
def double(values):
    print("\ud800")
    raise ValueError("\udfff")
