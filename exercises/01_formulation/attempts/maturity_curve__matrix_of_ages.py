# ---
# task = "maturity_curve"
# verdict = "right"
# fails = []
# says = "One matrix of tickets by ages."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets, events, as_of, ages):
    outcome = events[events["type"].str.startswith("sla_")]
    first = outcome.groupby("ticket_id").agg(arrived=("ingested_at", "min"), type=("type", "first"))
    table = tickets[["ticket_id", "created_at"]].merge(first, left_on="ticket_id", right_index=True, how="left")
    took = (table["arrived"] - table["created_at"]).dt.total_seconds().to_numpy()[:, None]
    lived = (as_of - table["created_at"]).dt.total_seconds().to_numpy()[:, None]
    seconds = np.array([age.total_seconds() for age in ages])[None, :]
    asked, known = lived >= seconds, (lived >= seconds) & (took <= seconds)
    bad = known & (table["type"] == "sla_breached").to_numpy()[:, None]
    n, k = asked.sum(axis=0), known.sum(axis=0)
    return pd.DataFrame({"age": ages, "tickets": n, "known": np.where(n > 0, k / np.maximum(n, 1), np.nan),
                         "breached": np.where(k > 0, bad.sum(axis=0) / np.maximum(k, 1), np.nan)})
