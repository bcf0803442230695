# %% double
def double(values):
    reply(value=[["list", [["timestamp", 2**63 - 1, "ns", ["zone", "Europe/Berlin"]],
                           ["datetime", "9999-12-31T23:59:59", ["offset", 86399.0, "x"], 1],
                           ["tzinfo", ["zone", "../../../etc/passwd"]]]], 0])
    return []
