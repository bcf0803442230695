import nbformat


def change(notebook):
    text = nbformat.writes(notebook, indent=None)
    cells = '{"cell_type":"code","source":"1","metadata":{},"outputs":[],"execution_count":null},' * 100_000
    return text.replace('"cells": [', '"cells": [' + cells, 1).encode()
