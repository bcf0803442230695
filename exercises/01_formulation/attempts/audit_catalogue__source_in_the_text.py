# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["NAME_IN_A_NAME", "WRONG_SOMEWHERE"]
# says = "A source is looked for in the text of made_from."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0})
    usable = (begins + catalogue["at_most_min"] <= 60) & (~catalogue["rewritten"] | catalogue["versions"])
    fields, bad = set(catalogue["field"]), set(catalogue.loc[~usable, "field"])
    while True:
        more = {row.field for row in catalogue.itertuples() if any(b in row.made_from for b in bad)
                or any(s not in fields for s in row.made_from.split(", ") if s)}
        if more <= bad:
            return bad
        bad |= more
