# ---
# task = "audit_catalogue"
# verdict = "right"
# fails = []
# says = "Ask back from field to source."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    rows = {row["field"]: row for row in catalogue.to_dict("records")}
    verdicts = {}

    def is_fine(name):
        if name not in rows:
            return False
        if name not in verdicts:
            row = rows[name]
            limit = {"before": 60, "created": 60, "decided": 0}.get(row["clock"], -np.inf)
            in_time = pd.notna(row["at_most_min"]) and row["at_most_min"] <= limit
            stable = row["versions"] or not row["rewritten"]
            sources = row["made_from"].split(", ") if row["made_from"] else []
            verdicts[name] = bool(in_time and stable and all([is_fine(source) for source in sources]))
        return verdicts[name]

    return {name for name in rows if not is_fine(name)}
