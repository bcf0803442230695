# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["DEPENDS_ON_OTHERS", "COSTS_IGNORED", "TIME_IGNORED"]
# says = "Divide by the largest value, so that all lies between 0 and 1."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(24.0).clip(lower=0)
    value = euros * (wait + 1) / (np.maximum(wait, left) + 1)
    return value / value.max()
