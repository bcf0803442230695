import stat
import zipfile


def arrive(inbox, good):
    device = zipfile.ZipInfo("tiny.ipynb")
    device.external_attr = (stat.S_IFCHR | 0o666) << 16
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        archive.writestr(device, b"")
