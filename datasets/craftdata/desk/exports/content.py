"""A fingerprint of what raw files say, the same for every version of SQLite, pyarrow and zlib."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd

from ..digest import digest


def content_digest(folder: str | Path) -> str:
    """SHA-256 (hexadecimal) of the names and contents of all files of a folder.

    Gzip is unpacked, Parquet and SQLite are read: their bytes change with the library that wrote them.
    """
    folder, total = Path(folder), hashlib.sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(_content(path))
    return total.hexdigest()


def _content(path: Path) -> bytes:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".parquet":
        return digest(pd.read_parquet(path)).encode()
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            return "\n".join(database.iterdump()).encode()
    return path.read_bytes()
