"""What an attacker looks for, put where it could be found: none of it is real."""
from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import secrets
import select
import socket
from dataclasses import dataclass, field
from pathlib import Path

# A colon never stands in a wrong path by luck.
SECRET = f"decoy:{secrets.token_hex(8)}"
_ADD_KEY, _SESSION = 248, -3


@dataclass
class Decoys:
    """A gradebook, another's submission, a listener on loopback, a variable of the environment, a key.

    folder: where the files lie, readable by everybody.
    """

    folder: Path
    listener: socket.socket = field(init=False)
    _before: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("gradebook.db", "submitted/bob/90_tiny/tiny.ipynb", "salt.txt"):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(SECRET, encoding="ascii")
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o777 if path.is_dir() else 0o666)
        os.environ["CRAFT_DECOY"] = SECRET
        if platform.machine() == "x86_64":
            libc, content = ctypes.CDLL(None), SECRET.encode()
            libc.syscall(_ADD_KEY, b"user", b"craft-decoy", content, len(content), _SESSION)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self._before = self._digests()

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def touched(self) -> list[str]:
        """What somebody has changed, added, removed, or connected to since the decoys were laid."""
        now = self._digests()
        found = sorted(name for name in now.keys() | self._before.keys()
                       if now.get(name) != self._before.get(name))
        return found + (["the listener"] if select.select([self.listener], [], [], 0)[0] else [])

    def close(self) -> None:
        self.listener.close()
        os.environ.pop("CRAFT_DECOY", None)

    def _digests(self) -> dict[str, str]:
        return {path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.folder.rglob("*") if path.is_file()}
