# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["LINEAGE_IGNORED", "LINEAGE_ONE_STEP", "STRANGER_TRUSTED", "WRONG_SOMEWHERE"]
# says = "Each row says when its field is there."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0})
    in_time = begins + catalogue["at_most_min"].astype(float) <= 60
    usable = in_time & (~catalogue["rewritten"].astype(bool) | catalogue["versions"].astype(bool))
    good = set(catalogue.loc[usable, "field"])
    return set(catalogue["field"]) - good
