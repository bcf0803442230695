# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["COSTS_IGNORED"]
# says = "How late it will be."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    return tickets["team_wait_h"].fillna(8.0) - tickets["open_hours"].fillna(24.0)
