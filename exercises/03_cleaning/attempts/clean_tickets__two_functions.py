# ---
# task = "clean_tickets"
# verdict = "right"
# fails = []
# says = "One function for the rows, one for the label."
# ---
# %% nbgrader={"grade_id": "clean-tickets", "solution": true}
def clean_tickets(tickets, as_of):
    rows = tickets.loc[tickets.reset_index(drop=True).groupby("ticket_id")["updated_at"].idxmax().map(
        dict(enumerate(tickets.index)))]
    rows = rows[~rows["plan"].fillna("").str.fullmatch(r"\s*internal\s*", case=False)].sort_values("ticket_id")
    table = rows[["ticket_id", "seats"]].copy()
    table.loc[~table["seats"].between(1, 5000), "seats"] = np.nan
    table["seats_missing"] = table["seats"].isna()
    if "resolved_at" in rows.columns:
        end = rows["resolved_at"].where(rows["resolved_at"] >= rows["created_at"])
        end = end.where(end <= as_of)
        label = (end > rows["due_at"]).astype("Float64")
        label[end.isna()] = pd.NA
        label[end.isna() & (rows["due_at"] <= as_of)] = 1.0
        table["breached"] = label
    return table
