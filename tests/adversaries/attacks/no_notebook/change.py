def change(notebook):
    return b"\x7fELF" + bytes(1000)
