# %% after double
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
print("took", min(9, sum(libc.inotify_init() >= 0 for _ in range(200))))
context, number = ctypes.c_ulong(0), {"x86_64": 206, "aarch64": 0}.get(platform.machine())
print("reads", [libc.syscall(number, 1000, ctypes.byref(context)) if number is not None else -1])
