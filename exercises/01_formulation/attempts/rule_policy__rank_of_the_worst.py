# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["WORSE_THAN_LOTS", "WORSE_THAN_INCUMBENT", "LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED", "TIME_IGNORED"]
# says = "Number 1 is the ticket that needs help most."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    euros = tickets["plan"].map({"starter": 20.0, "business": 90.0, "enterprise": 400.0}).fillna(90.0)
    wait = tickets["team_wait_h"].fillna(8.0).clip(lower=0)
    left = tickets["open_hours"].fillna(24.0).clip(lower=0)
    return (np.maximum(wait, left) + 1) / (euros * (wait + 1))
