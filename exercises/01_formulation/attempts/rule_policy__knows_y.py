# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["USES_OUTCOME"]
# says = "Breaches first."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    return (tickets["y"] * tickets["penalty"]).fillna(0.0)
