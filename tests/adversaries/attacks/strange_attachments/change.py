import json

import nbformat


def change(notebook):
    data, tree = json.loads(nbformat.writes(notebook)), {}
    for _ in range(300):
        tree = {"deeper": tree}
    data["cells"][-1]["attachments"] = {"\ud800": {"image/png": "aGk="}, "a": {"image/png": "\udfff"},
                                        "b": {"application/json": tree}}
    return json.dumps(data).encode()
