import nbformat


def change(notebook):
    return nbformat.writes(nbformat.convert(notebook, 3), version=3).encode()
