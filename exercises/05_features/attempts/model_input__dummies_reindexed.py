# ---
# task = "model_input"
# verdict = "wrong"
# fails = ["LEVELS_ALIKE", "WRONG_SOMEWHERE"]
# says = "get_dummies makes the columns, reindex those of the schema."
# source = "get_dummies(...).reindex(columns=..., fill_value=0), in countless answers"
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows: pd.DataFrame, schema: dict[str, dict]) -> pd.DataFrame:
    table = pd.DataFrame(index=rows.index)
    for name, rule in schema.items():
        values = rows[name] if name in rows else pd.Series(np.nan, index=rows.index, dtype=object)
        if "levels" in rule:
            wanted = [f"{name}={level}" for level in rule["levels"]]
            dummies = pd.get_dummies(values, prefix=name, prefix_sep="=").reindex(columns=wanted, fill_value=0)
            table = table.join(dummies.astype(float))
            table[f"{name}=other"] = 1 - dummies.sum(axis=1)
        else:
            numbers = pd.to_numeric(values, errors="coerce").astype(float)
            table[name] = numbers.clip(rule["low"], rule["high"]).fillna(rule["fill"])
            table[f"{name}_missing"] = numbers.isna()
    return table.astype(float)
