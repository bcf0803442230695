# %% after double-check
import ctypes, os
libc, took = ctypes.CDLL(None, use_errno=True), 0
libc.shmat.restype = ctypes.c_void_p
for number in range(20):
    try:
        file = os.memfd_create("craft-adversary")
        os.write(file, bytes(16 * 2**20))
        took += 1
    except OSError:
        pass
for number in range(20):
    segment = libc.shmget(0x0C4AF7 + number, 16 * 2**20, 0o1600)
    if segment >= 0:
        place = libc.shmat(segment, None, 0)
        if place not in (None, 2**64 - 1):
            ctypes.memset(place, 1, 16 * 2**20)
            libc.shmdt(ctypes.c_void_p(place))
            took += 1
print("took", took)
