import copy


def change(notebook):
    again = [copy.deepcopy(cell) for cell in notebook.cells
             if cell.metadata.get("nbgrader", {}).get("grade_id") in ("double", "double-check")]
    for cell in again:
        cell.id += "-again"
    notebook.cells += again
    return notebook
