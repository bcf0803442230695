# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["THE_OTHER_SET", "RETURN_SHAPE", "JUDGED_BY_NAME", "UNSURE_CLOCK", "USUALLY_IN_TIME", "DECIDED_IS_CREATED", "EDGE_BY_A_MINUTE", "REWRITTEN_IS_USED", "VERSIONS_EXCUSE_ALL", "VERSIONS_REFUSED", "UNDOCUMENTED_IS_USED", "LINEAGE_IGNORED", "OWN_ROW_FORGOTTEN", "LINEAGE_ONE_STEP", "LAGS_ADDED", "STRANGER_TRUSTED", "NAME_IN_A_NAME", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The set of what may be used."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0})
    in_time = begins + catalogue["at_most_min"].astype(float) <= 60
    usable = in_time & (~catalogue["rewritten"].astype(bool) | catalogue["versions"].astype(bool))
    sources = {field: set(text.split(", ")) - {""} for field, text in zip(catalogue["field"], catalogue["made_from"])}
    good = set(catalogue.loc[usable, "field"])
    while True:
        kept = {field for field in good if sources[field] <= good}
        if kept == good:
            return good
        good = kept
