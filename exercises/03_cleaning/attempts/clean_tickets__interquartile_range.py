# ---
# task = "clean_tickets"
# verdict = "wrong"
# fails = ["SLOW_DROPPED", "NOT_IN_SERVICE", "OUTCOME_MOVES_ROWS"]
# says = "The box plot says which points are outliers."
# source = "The 1.5 IQR rule of the box plot"
# ---
# %% nbgrader={"grade_id": "clean-tickets", "solution": true}
def clean_tickets(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row for each ticket of a customer: ticket_id, seats, seats_missing and, for training, breached.

    tickets: as above, times are instants in UTC, `plan` and `seats` may be missing; any index. as_of: an instant.
    Which rows come back, and their seats, does not depend on `resolved_at`.
    """
    latest = tickets.sort_values("updated_at").drop_duplicates("ticket_id", keep="last").sort_values("ticket_id")
    latest = latest[latest["plan"].astype("str").str.strip().str.lower().ne("internal")]
    if "resolved_at" in latest:
        hours = (latest["resolved_at"] - latest["created_at"]) / pd.Timedelta("1h")
        hours = hours.where(hours >= 0)
        low, high = hours.quantile([0.25, 0.75])
        latest = latest[~(hours > high + 1.5 * max(high - low, 3))]
    seats = latest["seats"].astype(float)
    seats = seats.where(seats.between(1, 5000))
    table = pd.DataFrame({"ticket_id": latest["ticket_id"], "seats": seats, "seats_missing": seats.isna().astype(int)})
    if "resolved_at" in latest:
        known = (latest["resolved_at"] >= latest["created_at"]) & (latest["resolved_at"] <= as_of)
        late = (latest["resolved_at"] > latest["due_at"]).where(known, True)
        table["breached"] = late.astype(float).where(known | (latest["due_at"] <= as_of))
    return table
