# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["UNSURE_CLOCK", "VERSIONS_EXCUSE_ALL", "VERSIONS_REFUSED", "LINEAGE_IGNORED", "LAGS_ADDED", "WRONG_SOMEWHERE"]
# says = "Many tickets are resolved within the hour."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0, "resolved": 30.0})
    in_time = begins + catalogue["at_most_min"].astype(float) <= 60
    usable = in_time & (~catalogue["rewritten"].astype(bool) | catalogue["versions"].astype(bool))
    sources = {field: set(text.split(", ")) - {""} for field, text in zip(catalogue["field"], catalogue["made_from"])}
    good = set(catalogue.loc[usable, "field"])
    while True:
        kept = {field for field in good if sources[field] <= good}
        if kept == good:
            return set(catalogue["field"]) - good
        good = kept
