# %% double
def double(values):
    for number in (0, 1, -1, 2**70):
        message({"back": 1, "of": wire()._question, "function": number, "arguments": [], "keywords": []})
    return [value and 2 * value for value in values]
