"""Run as a program by root: become an unprivileged user, who can still read the given folders; run a command.

    python -I -S as_nobody.py '{"user": 65534, "places": {"/staging/0": "/opt/python"}, "argv": [...]}'

Imports nothing of ours: it starts before there is anything to import from.
"""
import ctypes
import json
import os
import sys

_CLONE_NEWNS, _MS_BIND, _MS_REC, _MS_PRIVATE = 0x20000, 4096, 16384, 1 << 18


def _checked(result: int, what: str) -> None:
    if result:
        sys.exit(f"{what}: {os.strerror(ctypes.get_errno())}")


def main() -> None:
    plan = json.loads(sys.argv[1])
    libc = ctypes.CDLL(None, use_errno=True)
    if plan["places"]:
        # Folders below /root cannot be reached by others: a private view shows them elsewhere too.
        _checked(libc.unshare(_CLONE_NEWNS), "a mount namespace cannot be made")
        _checked(libc.mount(None, b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None), "mount /")
        for place, source in plan["places"].items():
            flags = ctypes.c_ulong(_MS_BIND | _MS_REC)
            _checked(libc.mount(source.encode(), place.encode(), None, flags, None), f"mount {source}")
    os.setgroups([])
    os.setresgid(plan["user"], plan["user"], plan["user"])
    os.setresuid(plan["user"], plan["user"], plan["user"])
    os.execv(plan["argv"][0], plan["argv"])


if __name__ == "__main__":
    main()
