# ---
# task = "maturity_curve"
# verdict = "wrong"
# fails = ["COPIES_COUNT", "WRONG_SOMEWHERE"]
# says = "Merge tickets and outcomes, then count."
# ---
# %% nbgrader={"grade_id": "maturity-curve", "solution": true}
def maturity_curve(tickets, events, as_of, ages):
    outcomes = events[events["type"].isin(["sla_met", "sla_breached"])]
    table = tickets.merge(outcomes[["ticket_id", "type", "ingested_at"]], on="ticket_id", how="left")
    rows = []
    for age in ages:
        old = table[table["created_at"] + age <= as_of]
        heard = old[old["ingested_at"] <= old["created_at"] + age]
        rows.append((age, len(old), len(heard) / len(old) if len(old) else np.nan, (heard["type"] == "sla_breached").mean()))
    return pd.DataFrame(rows, columns=["age", "tickets", "known", "breached"])
