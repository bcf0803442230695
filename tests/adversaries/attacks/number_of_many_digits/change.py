import nbformat


def change(notebook):
    return nbformat.writes(notebook).replace('"nbformat_minor": ', f'"nbformat_minor": {"1" * 5000}').encode()
