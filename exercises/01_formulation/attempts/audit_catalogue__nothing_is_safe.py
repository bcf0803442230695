# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["USUALLY_IN_TIME", "EDGE_BY_A_MINUTE", "VERSIONS_REFUSED", "LINEAGE_IGNORED", "LAGS_ADDED", "NAME_IN_A_NAME", "WRONG_SOMEWHERE"]
# says = "To be safe, only what the form says may be used."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    form = (catalogue["clock"] == "created") & (catalogue["at_most_min"] == 0) & ~catalogue["rewritten"]
    return set(catalogue.loc[~(form & (catalogue["made_from"] == "")), "field"])
