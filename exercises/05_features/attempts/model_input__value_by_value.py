# ---
# task = "model_input"
# verdict = "right"
# fails = []
# says = "A loop over rows and rules, one value at a time."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows, schema):
    records = rows.to_dict("records")
    columns = {}
    for name, rule in schema.items():
        values = [record.get(name) for record in records]
        if "levels" in rule:
            known = [value if isinstance(value, str) and value in rule["levels"] else "other" for value in values]
            for level in rule["levels"] + ["other"]:
                columns[f"{name}={level}"] = [1.0 if value == level else 0.0 for value in known]
        else:
            numbers = [as_number(value) for value in values]
            columns[name] = [rule["fill"] if number is None else max(rule["low"], min(rule["high"], number))
                             for number in numbers]
            columns[f"{name}_missing"] = [1.0 if number is None else 0.0 for number in numbers]
    return pd.DataFrame(columns, index=rows.index, dtype="float64")


def as_number(value):
    try:
        number = float(value)
    except Exception:
        return None
    return None if np.isnan(number) else number
