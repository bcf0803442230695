# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["USES_OUTCOME", "RETURN_SHAPE", "ZERO_HOURS", "NO_SCORE", "NOT_FOR_ALL", "DEPENDS_ON_OTHERS", "WORSE_THAN_LOTS", "WORSE_THAN_INCUMBENT", "LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED", "TIME_IGNORED", "INPUT_CHANGED"]
# says = "Breaches first."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    return (tickets["y"] * tickets["penalty"]).fillna(0.0)
