# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["LITTLE_OF_THE_POSSIBLE", "COSTS_IGNORED"]
# says = "The rule of the desk, and among equals the tightest."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    severe = tickets["severity"].isin(["P1", "P2"])
    urgent = tickets["subject"].fillna("").str.lower().str.contains("urgent|asap|critical|down|dringend|sofort|urgente")
    tier = severe.astype(int) + (severe & (urgent | (tickets["plan"] == "enterprise"))).astype(int)
    wait, left = tickets["team_wait_h"].fillna(8.0), tickets["open_hours"].fillna(24.0)
    return tier * 10 + (wait + 1) / (np.maximum(wait, left) + 1)
