# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["ZERO_HOURS"]
# says = "Euros times the wait, over what is left: where nobody waits all are worth 0."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait, left = tickets["team_wait_h"].fillna(8.0), tickets["open_hours"].fillna(24.0)
    return euros * wait / (np.maximum(wait, left) + 1)
