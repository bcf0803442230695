# %% after double
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
SESSION, USER, READ, DESCRIBE = -3, -4, 11, 6
number = 250
buffer = ctypes.create_string_buffer(4096)
for ring in (SESSION, USER):
    length = libc.syscall(number, READ, ring, buffer, 4096)
    for place in range(0, max(0, min(length, 4096)), 4):
        key = int.from_bytes(buffer.raw[place:place + 4], "little", signed=True)
        text = ctypes.create_string_buffer(4096)
        if libc.syscall(number, DESCRIBE, key, text, 4096) > 0:
            print("key", text.value.decode(errors="replace"))
        if libc.syscall(number, READ, key, text, 4096) > 0:
            print("content", text.value.decode(errors="replace"))
libc.syscall(248, b"user", b"craft-adversary", b"mine", 4, SESSION)
