from nbformat.v4 import new_code_cell


def change(notebook):
    shows = "for _ in range(19):\n    display({'image/png': 200_000 * 'A'}, raw=True)"
    notebook.cells += [new_code_cell(shows) for _ in range(8)]
    return notebook
