# %% after double-check
import ctypes, time
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype, libc.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p] + [ctypes.c_long] * 5
took = 250_000
place = libc.mmap(None, took * 2**21, 1, 0x4022, -1, 0)
for number in range(took):
    ctypes.c_char.from_address(place + number * 2**21).value
time.sleep(0.5)
print("took", took)
