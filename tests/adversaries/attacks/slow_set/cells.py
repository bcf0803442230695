# %% double
def double(values):
    reply(value=[["set", [["int", f"{number * (2**61 - 1):x}"] for number in range(2**3, 300_000)]], 0])
    return []
