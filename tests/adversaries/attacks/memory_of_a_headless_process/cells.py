# %% after double-check
import ctypes, os, threading, time
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype, libc.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p] + [ctypes.c_long] * 5

def take():
    place = libc.mmap(None, 800 * 2**20, 3, 0x122, -1, 0)
    if place != 2**64 - 1:
        ctypes.memset(place, 1, 800 * 2**20)
    time.sleep(20)

if os.fork() == 0:
    threading.Thread(target=take).start()
    libc.syscall(93 if os.uname().machine == "aarch64" else 60, 0)
time.sleep(2)
print("took", 800)
