# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["ZERO_HOURS", "NOT_FOR_ALL"]
# says = "Wait divided by what is left."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(24.0).clip(lower=0)
    return euros * wait / left
