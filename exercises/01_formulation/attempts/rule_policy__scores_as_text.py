# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["RETURN_SHAPE"]
# says = "Three decimals are enough for a list on the screen."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(24.0).clip(lower=0)
    return (euros * (wait + 1) / (np.maximum(wait, left) + 1)).round(3).astype(str)
