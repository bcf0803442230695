# %% after double
import glob, socket
for name in [line.split()[-1] for line in open("/proc/net/unix").read().splitlines()[1:]] + glob.glob("/tmp/**", recursive=True):
    try:
        one = socket.socket(socket.AF_UNIX)
        one.connect("\0" + name[1:] if name.startswith("@") else name)
        one.send(b"hello")
        print(f"reached: {name}")
    except OSError:
        pass
