# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["JUDGED_BY_NAME", "USUALLY_IN_TIME", "EDGE_BY_A_MINUTE", "VERSIONS_EXCUSE_ALL", "UNDOCUMENTED_IS_USED", "LINEAGE_IGNORED", "OWN_ROW_FORGOTTEN", "LINEAGE_ONE_STEP", "STRANGER_TRUSTED", "WRONG_SOMEWHERE"]
# says = "The fields found in the example, by name."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    return set(catalogue["field"]) & {"plan_now", "priority", "first_reply_min", "sentiment", "messages", "agent_senior",
                                      "reminder_sent", "reply_rate", "reply_rank", "csat_score", "legacy_flag", "closed_at"}
