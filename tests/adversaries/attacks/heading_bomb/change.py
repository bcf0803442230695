import json

import nbformat


def change(notebook):
    data = json.loads(nbformat.writes(nbformat.convert(notebook, 3), version=3))
    data["worksheets"][0]["cells"].append(
        {"cell_type": "heading", "metadata": {}, "source": "x", "level": 200_000_000})
    return json.dumps(data).encode()
