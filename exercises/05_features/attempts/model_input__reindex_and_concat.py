# ---
# task = "model_input"
# verdict = "right"
# fails = []
# says = "reindex brings the columns; the parts are put side by side."
# ---
# %% nbgrader={"grade_id": "model-input", "solution": true}
def model_input(rows, schema):
    table = rows.reindex(columns=list(schema)).astype(object)
    parts = []
    for name, rule in schema.items():
        if "levels" in rule:
            shown = table[name].where([type(value) is str and value in rule["levels"] for value in table[name]], "other")
            wanted = pd.CategoricalDtype([*rule["levels"], "other"])
            parts.append(pd.get_dummies(shown.astype(wanted), prefix=name, prefix_sep="=", dtype="float64"))
        else:
            def parsed(value):
                try:
                    return float(value)
                except (TypeError, ValueError):
                    return float("nan")
            numbers = pd.Series([parsed(value) for value in table[name]], index=table.index, dtype="float64")
            parts.append(pd.DataFrame({
                name: numbers.clip(lower=rule["low"], upper=rule["high"]).fillna(rule["fill"]),
                f"{name}_missing": numbers.isna().astype("float64")}))
    return pd.concat(parts, axis=1)
