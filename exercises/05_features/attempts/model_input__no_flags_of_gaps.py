# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "COLUMNS_FOLLOW_THE_ROWS", "COLUMN_ORDER", "MISSING_UNFLAGGED", "ABSENT_COLUMN", "TEXT_NUMBERS", "NUMPY_VALUES", "TRUTH_VALUES", "NOT_FINITE", "NO_ROWS", "WRONG_SOMEWHERE"]
# says = "A filled value needs no flag."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    columns = {}
    for name, rule in schema.items():
        values = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        if "levels" in rule:
            for level in rule["levels"]:
                columns[f"{name}={level}"] = values.astype(object) == level
            columns[f"{name}=other"] = ~values.isin(rule["levels"])
        else:
            numbers = values.map(_number).astype(float)
            columns[name] = numbers.clip(rule["low"], rule["high"]).fillna(rule["fill"])
    return pd.DataFrame(columns, index=rows.index).astype(float)


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan
