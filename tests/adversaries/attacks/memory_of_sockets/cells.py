# %% after double-check
import os, socket, time

def fill():
    held = [one for _ in range(110) for one in socket.socketpair()]
    for one in held:
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)
        except OSError:
            pass
        one.setblocking(False)
        try:
            while True:
                one.send(bytes(30_000))
        except OSError:
            pass
    return held

for _ in range(8):
    if os.fork() == 0:
        held = fill()
        time.sleep(20)
        os._exit(0)
time.sleep(2)
print("took", 8)
