import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        for number in range(10_000):
            archive.writestr(f"{number}.ipynb", b"")
