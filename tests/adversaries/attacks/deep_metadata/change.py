def change(notebook):
    tree = {}
    for _ in range(300):
        tree = {"deeper": tree}
    notebook.cells[1].metadata["tree"] = tree
    return notebook
