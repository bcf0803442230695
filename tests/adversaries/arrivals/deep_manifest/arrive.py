import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", b"[" * 100_000)
        archive.writestr("tiny.ipynb", good.notebook)
