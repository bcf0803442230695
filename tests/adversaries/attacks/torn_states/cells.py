# %% double
def double(values):
    state = ["dict", ["bit_generator", "state", "has_uint32", "uinteger"],
             ["MT19937", ["dict", ["key", "pos"], [["array", "<u4", [624], 0], 2**31]], 0, 0]]
    message({"reply": wire()._question, "value": [["list", [["generator", state]]], 1]}, bytes(2496))
    return []
