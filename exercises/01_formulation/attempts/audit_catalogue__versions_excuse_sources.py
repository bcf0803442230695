# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["LINEAGE_IGNORED", "WRONG_SOMEWHERE"]
# says = "Its versions are kept, so join it as of the decision, whatever it is made from."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    rows = {row.field: row for row in catalogue.itertuples()}

    def usable(field):
        if field not in rows:
            return False
        row = rows[field]
        begins = {"before": 0, "created": 0, "decided": 60}.get(row.clock)
        own = begins is not None and begins + row.at_most_min <= 60 and (not row.rewritten or row.versions)
        sources = [source for source in row.made_from.split(", ") if source]
        return own and (row.versions or all(usable(source) for source in sources))

    return {field for field in rows if not usable(field)}
