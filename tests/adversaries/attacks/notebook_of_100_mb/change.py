import nbformat


def change(notebook):
    return nbformat.writes(notebook).encode() + b" " * 100_000_000
