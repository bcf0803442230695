"""The only place that imports nbgrader."""
