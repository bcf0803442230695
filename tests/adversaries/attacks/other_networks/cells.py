# %% after double
import socket
opened = []
for family in range(1, 46):
    if family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6):
        for kind in (1, 2, 3, 5):
            for opening in (socket.socket, socket.socketpair):
                try:
                    opening(family, kind)
                    opened.append(family)
                except OSError as error:
                    # The system has such a socket, though not as a pair.
                    opened += [family] if error.errno == 95 else []
print("opened", sorted(set(opened)) or "none")
