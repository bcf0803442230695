# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["LINEAGE_ONE_STEP", "WRONG_SOMEWHERE"]
# says = "Go through the rows once; sources stand above what is made of them."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    forbidden, fields = set(), set(catalogue["field"])
    start = {"before": 0, "created": 0, "decided": 60}
    for row in catalogue.itertuples():
        sources = [source for source in row.made_from.split(", ") if source]
        late = row.clock not in start or not start[row.clock] + row.at_most_min <= 60
        if late or (row.rewritten and not row.versions) or any(s in forbidden or s not in fields for s in sources):
            forbidden.add(row.field)
    return forbidden
