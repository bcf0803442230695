import nbformat


def change(notebook):
    return nbformat.writes(notebook).replace("# A tiny unit", "# A tiny \\ud800 unit").encode()
