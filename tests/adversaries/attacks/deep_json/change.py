def change(notebook):
    return b'{"cells":' + b"[" * 10**6 + b"]" * 10**6 + b"}"
