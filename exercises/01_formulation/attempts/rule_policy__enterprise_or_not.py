# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["COSTS_IGNORED"]
# says = "Enterprise customers first, all others by the clock."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    wait, left = tickets["team_wait_h"].fillna(8.0), tickets["open_hours"].fillna(24.0)
    return (tickets["plan"] == "enterprise") * 10.0 + (wait + 1) / (np.maximum(wait, left) + 1)
