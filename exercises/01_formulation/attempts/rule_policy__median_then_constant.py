# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["DEPENDS_ON_OTHERS"]
# says = "The median of the table, and 24 hours where there is none."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(tickets["open_hours"].median()).fillna(24.0).clip(lower=0)
    return euros * (wait + 1) / (np.maximum(wait, left) + 1)
