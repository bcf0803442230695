# %% after double-check
import ctypes, time
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype, libc.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p] + [ctypes.c_long] * 5
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_long, ctypes.c_long]
took = 0
for _ in range(25):
    place = libc.mmap(None, 32 * 2**20, 3, 0x22, -1, 0)
    if place != 2**64 - 1:
        ctypes.memset(place, 1, 32 * 2**20)
        libc.mprotect(place, 32 * 2**20, 1)
        took += 1
time.sleep(0.5)
print("took", took)

# %% after above-check
import ctypes, time
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype, libc.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p] + [ctypes.c_long] * 5
place = libc.mmap(None, 800 * 2**20, 3, 0x122, -1, 0)
if place != 2**64 - 1:
    ctypes.memset(place, 1, 800 * 2**20)
    time.sleep(0.5)
    print("took", "a stack")
