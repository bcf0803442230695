# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["TEXT_NUMBERS", "WRONG_SOMEWHERE"]
# says = "Text that says true is 1, text that says false is 0."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    """The matrix that the model was trained on, for any rows: same columns, same order, finite floats.

    rows: any columns and values (numbers, text, truth values, None, nan, lists); a unique index. schema: of each input column,
    in order, either low, high and fill (low <= fill <= high), or levels (texts).
    """
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
            columns[f"{name}_missing"] = numbers.isna()
    return pd.DataFrame(columns, index=rows.index).astype(float)


def _number(value):
    try:
        return float({"true": "1", "false": "0"}.get(str(value).strip().lower(), value))
    except (TypeError, ValueError):
        return np.nan
