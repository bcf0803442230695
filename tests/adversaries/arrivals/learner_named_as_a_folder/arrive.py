import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest.replace(b'"honest"', b'".."'))
        archive.writestr("tiny.ipynb", good.notebook)
