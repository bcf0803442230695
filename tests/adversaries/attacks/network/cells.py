# %% after double
import socket
for family, kind, address in [(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", DECOY_PORT)),
                              (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", DECOY_PORT)),
                              (socket.AF_INET6, socket.SOCK_STREAM, ("::1", DECOY_PORT)),
                              (socket.AF_INET6, socket.SOCK_STREAM, ("::ffff:127.0.0.1", DECOY_PORT))]:
    try:
        with socket.socket(family, kind) as one:
            one.settimeout(1)
            one.connect(address)
            one.send(b"secrets")
    except OSError as error:
        print(type(error).__name__)
