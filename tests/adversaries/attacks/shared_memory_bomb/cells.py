# %% after double-check
import mmap, time
held = []
for _ in range(25):
    try:
        held.append(mmap.mmap(-1, 32 * 2**20))
    except OSError:
        break
    for place in range(0, 32 * 2**20, 4096):
        held[-1][place] = 1
time.sleep(0.5)
print("took", len(held))
