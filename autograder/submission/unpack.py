"""Read a zip that somebody sent, trusting nothing that it says of itself."""
from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path

from autograder.submission.learner import Refused

MEMBERS, MEMBER_BYTES = 20, 20_000_000
# Beyond it a list of members alone could fill the memory.
ZIP_BYTES = MEMBER_BYTES + 1_000_000


def read_zip(path: Path) -> dict[str, bytes]:
    """The members of a zip of plain files, by name, read into memory and never written.

    Raises Refused for a member with a path in its name, a link, device or folder, a name that stands
    twice, an encrypted or damaged member, too many members, or one larger than 20 MB unpacked.
    """
    if path.stat().st_size > ZIP_BYTES:
        raise Refused(f"the zip has more than {ZIP_BYTES // 1_000_000} MB. Clear the outputs and pack again.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                raise Refused(f"the zip has {len(members)} members; `craft submit` writes two.")
            for member in members:
                _check_name(member)
            names = [member.filename for member in members]
            if twice := {name for name in names if names.count(name) > 1}:
                raise Refused(f"the zip has the member {min(twice)!r} twice.")
            return {member.filename: _read(archive, member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
            ValueError) as error:
        raise Refused(f"the zip is damaged or not a zip ({error}). Ask for a new `craft submit`.") from error


def _check_name(member: zipfile.ZipInfo) -> None:
    # `orig_filename` is the name as the archive has it, before Python mends separators and NUL bytes.
    name = member.orig_filename
    if not name.isprintable() or not name or name.startswith(".") or any(sign in name for sign in "/\\:"):
        raise Refused(f"the zip has a member named {name[:80]!r}; only plain file names are taken.")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refused(f"the zip's member {name[:80]!r} is a link or a device, not a file.")
    if member.flag_bits & 0x1:
        raise Refused(f"the zip's member {name[:80]!r} is encrypted; send it without a password.")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The size that the header gives may be a lie: what is read counts.
    with archive.open(member) as file:
        content = file.read(MEMBER_BYTES + 1)
    if len(content) > MEMBER_BYTES:
        raise Refused(f"the zip's member {member.filename[:60]!r} has more than "
                      f"{MEMBER_BYTES // 1_000_000} MB unpacked. Clear the outputs and pack again.")
    return content
