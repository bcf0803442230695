def change(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith("-check"):
            cell.metadata["tags"] = ["skip-execution", "raises-exception"]
    return notebook
