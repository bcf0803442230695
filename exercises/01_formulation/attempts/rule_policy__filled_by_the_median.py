# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["NO_SCORE", "DEPENDS_ON_OTHERS"]
# says = "Missing hours become the median of the table."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(tickets["open_hours"].median()).clip(lower=0)
    return euros * (wait + 1) / (np.maximum(wait, left) + 1)
