# %% after double
import os, time
first = os.getpid()
for _ in range(7):
    try:
        os.fork()
    except OSError:
        time.sleep(0.2)
if os.getpid() != first:
    time.sleep(30)
