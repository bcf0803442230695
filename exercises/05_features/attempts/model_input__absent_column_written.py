# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "What the rows lack is written into them, as missing."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    for name in schema:
        if name not in rows.columns:
            rows[name] = np.nan
    columns = {}
    for name, rule in schema.items():
        values = rows[name]
        if "levels" in rule:
            for level in rule["levels"]:
                columns[f"{name}={level}"] = values.astype(object) == level
            columns[f"{name}=other"] = ~values.isin(rule["levels"])
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
