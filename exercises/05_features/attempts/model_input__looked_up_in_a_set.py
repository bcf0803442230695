# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Levels in a set are found at once; a list that a client sends has no hash."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows, schema):
    columns = {}
    for name, rule in schema.items():
        values = list(rows[name]) if name in rows else [None] * len(rows)
        if "levels" in rule:
            known = set(rule["levels"])
            values = [value if value in known else "other" for value in values]
            for level in [*rule["levels"], "other"]:
                columns[f"{name}={level}"] = [float(value == level) for value in values]
        else:
            numbers = pd.Series([as_number(value) for value in values], index=rows.index, dtype="float64")
            columns[name] = numbers.clip(rule["low"], rule["high"]).fillna(rule["fill"])
            columns[f"{name}_missing"] = numbers.isna().astype(float)
    return pd.DataFrame(columns, index=rows.index, dtype="float64")


def as_number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan
