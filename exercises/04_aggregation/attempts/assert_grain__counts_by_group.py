# ---
# task = "assert_grain"
# verdict = "right"
# fails = []
# says = "Rows per key with groupby, missing keys kept as a group of their own."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    sizes = table.groupby(key, dropna=False, sort=False).size()
    keys = sizes.index.to_frame(index=False)
    if keys.isna().to_numpy().any():
        raise ValueError(f"a part of the key {key} is missing")
    if (sizes > 1).any():
        worst = keys.iloc[int(sizes.to_numpy().argmax())]
        raise ValueError(f"{key} is no key: {sizes[sizes > 1].sum()} rows share theirs with others, most of "
                         f"all {', '.join(map(str, worst))}")
