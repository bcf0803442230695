# %% after double-check
import mmap, os
held = []
for file in [-1] * 12 + [os.open("/dev/zero", os.O_RDWR)] * 12:
    try:
        part = mmap.mmap(file, 32 * 2**20)
        for place in range(0, 32 * 2**20, 4096):
            part[place] = 1
        part.madvise(mmap.MADV_DONTNEED)
        held.append(part)
    except OSError:
        pass
print("took", len(held) or "nothing")
