# ---
# task = "rule_policy"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "ZERO_HOURS", "NO_SCORE", "DEPENDS_ON_OTHERS", "COSTS_IGNORED", "TIME_IGNORED"]
# says = "Collect the scores in a list and make a Series of it."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    scores = []
    for row in tickets.itertuples():
        euros = {"starter": 20.0, "business": 90.0, "enterprise": 400.0}.get(row.plan, 90.0)
        wait = 8.0 if pd.isna(row.team_wait_h) else row.team_wait_h
        left = 24.0 if pd.isna(row.open_hours) else row.open_hours
        scores.append(euros * (wait + 1) / (max(wait, left) + 1))
    return pd.Series(scores)
