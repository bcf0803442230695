# ---
# task = "rule_policy"
# verdict = "right"
# fails = []
# says = "Euros at stake per hour that is left on the contract."
# ---
# %% nbgrader={"grade_id": "rule-policy", "solution": true}
def rule_policy(tickets):
    stakes = {"enterprise": 400, "business": 90, "starter": 20}
    scores = []
    for plan, hours, wait in zip(tickets["plan"], tickets["open_hours"], tickets["team_wait_h"]):
        hours = hours if hours == hours else 30.0
        wait = wait if wait == wait else 10.0
        scores.append(stakes.get(plan, 50) * (2 + wait) / (5 + hours))
    return pd.Series(scores, index=tickets.index, dtype=float)
