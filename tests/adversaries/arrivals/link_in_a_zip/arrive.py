import stat
import zipfile


def arrive(inbox, good):
    link = zipfile.ZipInfo("tiny.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        archive.writestr(link, "/etc/passwd")
