# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["USES_OUTCOME", "RETURN_SHAPE", "ZERO_HOURS", "NO_SCORE", "NOT_FOR_ALL", "DEPENDS_ON_OTHERS", "WORSE_THAN_LOTS", "WORSE_THAN_INCUMBENT", "LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED", "TIME_IGNORED", "INPUT_CHANGED"]
# says = "The answer is the tickets, best first."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(24.0).clip(lower=0)
    score = euros * (wait + 1) / (np.maximum(wait, left) + 1)
    return tickets.assign(score=score).sort_values("score", ascending=False)
