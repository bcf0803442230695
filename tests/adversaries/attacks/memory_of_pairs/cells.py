# %% after double-check
import os, time
for _ in range(6):
    if os.fork() == 0:
        held = bytearray(b"x") * (130 * 2**20)
        os.fork()
        time.sleep(20)
        os._exit(0)
    time.sleep(0.4)
time.sleep(0.5)
print("took", 6)
