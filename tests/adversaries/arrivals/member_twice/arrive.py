import warnings
import zipfile


def arrive(inbox, good):
    with warnings.catch_warnings(), zipfile.ZipFile(inbox / "evil.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("manifest.json", good.manifest)
        archive.writestr("tiny.ipynb", good.notebook)
        archive.writestr("tiny.ipynb", b"{}")
