# %% double
def double(values):
    message({"reply": wire()._question + 1, "value": [["list", [0]], 0]})
    return [value and 2 * value for value in values]
