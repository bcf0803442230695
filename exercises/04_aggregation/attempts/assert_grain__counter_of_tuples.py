# ---
# task = "assert_grain"
# verdict = "right"
# fails = []
# says = "Plain Python: a Counter of the rows' key tuples."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
from collections import Counter


class GrainError(ValueError):
    """A table's key does not identify its rows."""


def assert_grain(table, key):
    keys = [tuple(row) for row in table[key].astype(object).to_numpy().tolist()]
    for row in keys:
        if any(pd.isnull(part) for part in row):
            raise GrainError(f"missing part in key {row}")
    several = {row: times for row, times in Counter(keys).items() if times > 1}
    if several:
        raise GrainError(f"{sum(several.values())} rows with repeated keys, such as {next(iter(several))}")
