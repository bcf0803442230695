# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "Row i of the table has the label i."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    start = {"before": 0, "created": 0, "decided": 60}
    forbidden, fields = set(), set(catalogue["field"])
    for _ in range(len(catalogue)):
        for i in range(len(catalogue)):
            row = catalogue.loc[i]
            sources = [source for source in row["made_from"].split(", ") if source]
            late = row["clock"] not in start or not start[row["clock"]] + row["at_most_min"] <= 60
            if late or (row["rewritten"] and not row["versions"]) or any(s in forbidden or s not in fields for s in sources):
                forbidden.add(row["field"])
    return forbidden
