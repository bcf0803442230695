import os


def arrive(inbox, good):
    os.mkfifo(inbox / "evil.ipynb")
