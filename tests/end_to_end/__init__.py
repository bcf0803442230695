"""Whole journeys: a real JupyterLab, a real browser, real nbgrader."""
