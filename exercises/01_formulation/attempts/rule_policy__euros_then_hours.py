# ---
# task = "rule_policy"
# verdict = "right"
# fails = []
# says = "Euros first, by far; among equals the fewest open hours."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    penalty = tickets["plan"].map({"enterprise": 400, "business": 90, "starter": 20}).astype(float).fillna(90)
    return 1000 * penalty - tickets["open_hours"].fillna(24)
