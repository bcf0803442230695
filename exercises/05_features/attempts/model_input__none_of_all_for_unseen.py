# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["UNSEEN_LEVEL", "LEVELS_ALIKE", "NULL_LEVEL", "ABSENT_COLUMN", "WRONG_SOMEWHERE"]
# says = "An unseen level is a row of zeros."
# source = "OneHotEncoder(handle_unknown=\"ignore\")"
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    columns = {}
    for name, rule in schema.items():
        values = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        if "levels" in rule:
            for level in rule["levels"]:
                columns[f"{name}={level}"] = values.astype(object) == level
            columns[f"{name}=other"] = values.astype(object) == "other"
        else:
            numbers = values.map(_number).astype(float)
            columns[name] = numbers.clip(rule["low"], rule["high"]).fillna(rule["fill"])
            columns[f"{name}_missing"] = numbers.isna()
    return pd.DataFrame(columns, index=rows.index).astype(float)


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan
