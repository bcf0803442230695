import io
import zipfile


def arrive(inbox, good):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("manifest.json", good.manifest)
        archive.writestr("tiny.ipynb", good.notebook)
    (inbox / "evil.zip").write_bytes(whole.getvalue()[:-200])
