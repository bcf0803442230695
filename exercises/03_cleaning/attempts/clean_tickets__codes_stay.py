# ---
# task = "clean_tickets"
# verdict = "wrong"
# fails = ["CODES_KEPT"]
# says = "9999 is a number."
# ---
# %% nbgrader={"grade_id": "clean-tickets", "solution": true}
def clean_tickets(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row for each ticket of a customer: ticket_id, seats, seats_missing and, for training, breached.

    tickets: as above, times are instants in UTC, `plan` and `seats` may be missing; any index. as_of: an instant.
    Which rows come back, and their seats, does not depend on `resolved_at`.
    """
    latest = tickets.sort_values("updated_at").drop_duplicates("ticket_id", keep="last").sort_values("ticket_id")
    latest = latest[latest["plan"].astype("str").str.strip().str.lower().ne("internal")]
    seats = latest["seats"].astype(float)
    table = pd.DataFrame({"ticket_id": latest["ticket_id"], "seats": seats, "seats_missing": seats.isna().astype(int)})
    if "resolved_at" in latest:
        known = (latest["resolved_at"] >= latest["created_at"]) & (latest["resolved_at"] <= as_of)
        late = (latest["resolved_at"] > latest["due_at"]).where(known, True)
        table["breached"] = late.astype(float).where(known | (latest["due_at"] <= as_of))
    return table
