# %% double
def double(values):
    import threading, time
    asked = wire()._question
    threading.Timer(1.3, lambda: message({"reply": asked, "value": [["list", [1]], 0]})).start()
    time.sleep(20)
    return [value and 2 * value for value in values]
