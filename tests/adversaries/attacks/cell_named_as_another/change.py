from nbformat.v4 import new_code_cell


def change(notebook):
    for name in ("double-check", "above-check", "setup"):
        cell = new_code_cell("3.0", id=f"mine-{name}")
        cell.metadata["nbgrader"] = {"grade_id": name, "grade": True, "solution": True, "points": 3,
                                     "locked": False, "schema_version": 3, "task": False}
        notebook.cells.append(cell)
    return notebook
