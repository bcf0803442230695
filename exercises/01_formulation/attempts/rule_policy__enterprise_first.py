# ---
# task = "rule_policy"
# verdict = "right"
# fails = []
# says = "Plans in tiers, and within a plan the tightest first."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    tier = tickets["plan"].map({"enterprise": 2.0, "business": 1.0, "starter": 0.0}).fillna(1.0)
    left = tickets["open_hours"].fillna(40.0)
    return tier * 1000 - left.clip(upper=900)
