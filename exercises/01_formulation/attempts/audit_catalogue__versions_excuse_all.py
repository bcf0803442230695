# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["VERSIONS_EXCUSE_ALL", "WRONG_SOMEWHERE"]
# says = "Of a rewritten field only the versions matter."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begin = {"before": 0, "created": 0, "decided": 60}
    rows = {row.field: row for row in catalogue.itertuples()}
    bad = set()
    for row in rows.values():
        if row.rewritten:
            if not row.versions:
                bad.add(row.field)
        elif row.clock not in begin or not begin[row.clock] + row.at_most_min <= 60:
            bad.add(row.field)
    for _ in rows:
        bad |= {name for name, row in rows.items()
                if any(source in bad or source not in rows for source in row.made_from.split(", ") if source)}
    return bad
