# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["OWN_ROW_FORGOTTEN", "WRONG_SOMEWHERE"]
# says = "What is computed is there when its sources are."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    rows = {row.field: row for row in catalogue.itertuples()}

    def usable(field):
        if field not in rows:
            return False
        row = rows[field]
        if row.made_from:
            return all(usable(source) for source in row.made_from.split(", "))
        begins = {"before": 0, "created": 0, "decided": 60}.get(row.clock)
        return begins is not None and begins + row.at_most_min <= 60 and (not row.rewritten or row.versions)

    return {field for field in rows if not usable(field)}
