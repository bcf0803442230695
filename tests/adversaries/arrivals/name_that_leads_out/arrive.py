import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        archive.writestr("../../craft-adversary.ipynb", good.notebook)
