"""The checks of each unit, one module a unit, in task order."""
