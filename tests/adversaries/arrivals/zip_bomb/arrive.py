import zipfile


def arrive(inbox, good):
    with zipfile.ZipFile(inbox / "evil.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("manifest.json", good.manifest)
        with archive.open("tiny.ipynb", "w") as member:
            for _ in range(100):
                member.write(bytes(2**20))
