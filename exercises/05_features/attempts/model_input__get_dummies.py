# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["COLUMNS_FOLLOW_THE_ROWS", "COLUMN_ORDER", "UNSEEN_LEVEL", "LEVELS_ALIKE", "NULL_LEVEL", "ABSENT_COLUMN", "NO_ROWS", "WRONG_SOMEWHERE"]
# says = "get_dummies makes the columns."
# source = "pd.get_dummies on the rows of the day, in countless notebooks"
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    columns = {}
    for name, rule in schema.items():
        values = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        if "levels" in rule:
            known = values.astype(object).where(values.isin(rule["levels"]))
            columns |= pd.get_dummies(known, prefix=name, prefix_sep="=").to_dict("series")
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
