import json


def change(notebook):
    return json.dumps({**notebook, "nbformat": 99}).encode()
