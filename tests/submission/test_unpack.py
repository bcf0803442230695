"""A zip that somebody sent is read, never trusted and never written anywhere."""
from __future__ import annotations

import io
import stat
import zipfile

import pytest

from autograder.submission import unpack
from autograder.submission.learner import Refused
from autograder.submission.unpack import read_zip


def zip_of(path, *members):
    """A zip of (name or ZipInfo, content)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def special(name: str, kind: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (kind | 0o644) << 16
    return member


def test_plain_members_are_read_by_name(tmp_path):
    path = zip_of(tmp_path / "a.zip", ("manifest.json", b"{}"), ("tiny.ipynb", b"[]"))
    assert read_zip(path) == {"manifest.json": b"{}", "tiny.ipynb": b"[]"}


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b.ipynb", "..\\x", "C:x", "a\\b", ".hid", "folder/",
                                  "\x1b[2Jx", "a\u202eb", "a\nb"])
def test_a_path_or_a_control_sign_in_a_name_is_refused_and_nothing_is_written(tmp_path, name):
    inner = tmp_path / "inner"
    inner.mkdir()
    path = zip_of(inner / "a.zip", ("manifest.json", b"{}"), (name, b"owned"))
    with pytest.raises(Refused, match="plain file names"):
        read_zip(path)
    assert [file.name for file in tmp_path.rglob("*")] == ["inner", "a.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_links_and_devices_are_refused(tmp_path, kind):
    with pytest.raises(Refused, match="link or a device"):
        read_zip(zip_of(tmp_path / "a.zip", (special("tiny.ipynb", kind), b"/etc/passwd")))


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "MEMBER_BYTES", 1_000_000)
    with pytest.raises(Refused, match="more than 1 MB unpacked"):
        read_zip(zip_of(tmp_path / "a.zip", ("tiny.ipynb", b"0" * 1_000_001)))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "MEMBER_BYTES", 1_000)
    path = zip_of(tmp_path / "a.zip", ("tiny.ipynb", b"0" * 70_000))
    path.write_bytes(path.read_bytes().replace((70_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(Refused):
        read_zip(path)


def test_a_large_zip_is_refused_unopened(tmp_path, monkeypatch):
    """A million names take a gigabyte where they are listed."""
    monkeypatch.setattr(unpack, "ZIP_BYTES", 100)
    with pytest.raises(Refused, match="the zip has more than"):
        read_zip(zip_of(tmp_path / "a.zip", *((f"{n}.txt", b"") for n in range(9))))


def test_many_members_are_refused(tmp_path):
    with pytest.raises(Refused, match="21 members"):
        read_zip(zip_of(tmp_path / "a.zip", *((f"{n}.txt", b"") for n in range(21))))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(Refused, match="twice"):
        read_zip(zip_of(tmp_path / "a.zip", ("tiny.ipynb", b"1"), ("tiny.ipynb", b"2")))


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(Refused, match="damaged or not a zip"):
        read_zip(tmp_path / "a.zip")


def test_a_zip_cut_short_anywhere_is_refused_or_read_whole(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny.ipynb", b"content" * 50)
    whole = buffer.getvalue()
    for end in range(0, len(whole), 7):
        (tmp_path / "a.zip").write_bytes(whole[:end])
        with pytest.raises(Refused):
            read_zip(tmp_path / "a.zip")


def test_a_changed_byte_in_the_content_is_noticed(tmp_path):
    path = zip_of(tmp_path / "a.zip", (zipfile.ZipInfo("tiny.ipynb"), b"content"))
    path.write_bytes(path.read_bytes().replace(b"content", b"Content"))
    with pytest.raises(Refused, match="damaged"):
        read_zip(path)
