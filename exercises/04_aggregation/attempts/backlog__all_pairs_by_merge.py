# ---
# task = "backlog"
# verdict = "wrong"
# fails = ["QUADRATIC"]
# says = "A merge is vectorised, so it is fast."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    rows = tickets.reset_index(drop=True).reset_index(names="row")[["row", "team", "created_at", "closed_at"]]
    pairs = rows.merge(rows, on="team", suffixes=("", "_other"))
    waiting = pairs[(pairs["row"] != pairs["row_other"]) & (pairs["created_at_other"] <= pairs["created_at"])
                    & ~(pairs["closed_at_other"] <= pairs["created_at"])]
    return waiting["row"].value_counts().reindex(range(len(tickets)), fill_value=0).set_axis(tickets.index)
