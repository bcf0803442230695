# %% double
import os, threading

def double(values):
    found = []
    worker = threading.Thread(target=lambda: found.extend(value and 2 * value for value in values))
    worker.start()
    worker.join()
    if os.fork() == 0:
        os._exit(0)
    os.wait()
    return found
