# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["JUDGED_BY_NAME", "USUALLY_IN_TIME", "DECIDED_IS_CREATED", "EDGE_BY_A_MINUTE", "REWRITTEN_IS_USED", "VERSIONS_EXCUSE_ALL", "UNDOCUMENTED_IS_USED", "LINEAGE_IGNORED", "OWN_ROW_FORGOTTEN", "LINEAGE_ONE_STEP", "STRANGER_TRUSTED", "NAME_IN_A_NAME", "WRONG_SOMEWHERE"]
# says = "Fields that sound like an outcome are outcomes."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    suspicious = ("closed", "resol", "status", "breach", "csat", "final", "outcome", "senior", "reply")
    late = ~catalogue["clock"].isin(["before", "created", "decided"])
    names = catalogue["field"].str.contains("|".join(suspicious))
    return set(catalogue.loc[names, "field"]) | set(catalogue.loc[late & ~catalogue["field"].isin(["created_at"]), "field"])
