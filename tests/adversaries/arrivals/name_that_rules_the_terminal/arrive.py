import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        archive.writestr("tiny.ipynb", good.notebook)
        archive.writestr("\x1b[2J\x1b]52;c;aGk=\x07notes.txt", "")
