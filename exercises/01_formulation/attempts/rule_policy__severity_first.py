# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["WORSE_THAN_INCUMBENT", "LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED", "TIME_IGNORED"]
# says = "P1 and P2, and what has been handed on, come first: that is what severity is for."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    severe = tickets["severity"].isin(["P1", "P2"]).astype(float)
    return severe + tickets["reassigned_1h"].astype(float)
