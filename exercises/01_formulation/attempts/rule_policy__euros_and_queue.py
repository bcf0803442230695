# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["TIME_IGNORED"]
# says = "What a breach costs times how long the queue is."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    return euros * (1 + tickets["team_wait_h"].fillna(8.0))
