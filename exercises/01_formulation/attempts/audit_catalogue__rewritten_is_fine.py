# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["REWRITTEN_IS_USED", "OWN_ROW_FORGOTTEN", "LINEAGE_ONE_STEP", "WRONG_SOMEWHERE"]
# says = "What was readable in time is readable in time."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0})
    in_time = begins + catalogue["at_most_min"].astype(float) <= 60
    usable = in_time
    sources = {field: set(text.split(", ")) - {""} for field, text in zip(catalogue["field"], catalogue["made_from"])}
    good = set(catalogue.loc[usable, "field"])
    while True:
        kept = {field for field in good if sources[field] <= good}
        if kept == good:
            return set(catalogue["field"]) - good
        good = kept
