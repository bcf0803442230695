"""Files that come along with a submission: checked names, written into a scratch folder."""
from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

_FILES_AT_MOST = 500
_NAME_AT_MOST = 200


def checked_files(files: Mapping[str, bytes], at_most_mib: int) -> dict[str, bytes]:
    """The files, if all can be written below a folder; raises ValueError naming the first that cannot.

    files: content by relative POSIX path. at_most_mib: of all together.
    """
    if len(files) > _FILES_AT_MOST:
        raise ValueError(f"{len(files)} files came along; at most {_FILES_AT_MOST} are taken")
    for name in files:
        path = PurePosixPath(name)
        if (not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name
                or len(name) > _NAME_AT_MOST or name.endswith("/") or path == PurePosixPath(".")):
            raise ValueError(f"the file name {name[:80]!r} leads out of its folder or is none")
    if sum(map(len, files.values())) > at_most_mib * 2**20:
        raise ValueError(f"the files that came along are larger than {at_most_mib} MiB together")
    return dict(files)


def write_files(folder: str, files: Mapping[str, bytes]) -> None:
    """Write checked files below a folder. Raises OSError."""
    for name, content in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
