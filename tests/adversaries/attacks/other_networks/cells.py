# %% after double
import socket
opened = []
for family in range(1, 46):
    if family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6):
        for kind in (1, 2, 3, 5):
            try:
                socket.socket(family, kind).close()
                opened.append(family)
            except OSError:
                pass
print("opened", sorted(set(opened)) or "none")
