# ---
# task = "backlog"
# verdict = "right"
# fails = []
# says = "How many came is a rank; how many went is the latest row of a table of closings."
# ---
# %% nbgrader={"grade_id": "backlog", "solution": true}
def backlog(tickets):
    came = tickets.groupby("team")["created_at"].rank(method="max").astype(int)
    closings = tickets[["team", "closed_at"]].dropna().sort_values("closed_at")
    closings["went"] = closings.groupby("team").cumcount() + 1
    moments = tickets[["team", "created_at"]].assign(row=np.arange(len(tickets))).sort_values("created_at")
    matched = pd.merge_asof(moments, closings, left_on="created_at", right_on="closed_at", by="team")
    went = matched.set_index("row")["went"].fillna(0).sort_index().astype(int).to_numpy()
    return came - went - 1
