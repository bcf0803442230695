# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["DEPENDS_ON_OTHERS", "TIME_IGNORED"]
# says = "Ranks within the table make cost and tightness comparable."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait, left = tickets["team_wait_h"].fillna(8.0), tickets["open_hours"].fillna(24.0)
    tight = (wait + 1) / (left + 1)
    return euros * (1 + tight.rank(pct=True))
