# ---
# task = "clean_tickets"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "SLOW_DROPPED", "OPEN_DROPPED", "UNLABELLED_DROPPED", "OPEN_IS_MET", "BEFORE_CREATION", "IMMATURE", "FUTURE", "DEADLINE", "GAPS_DROPPED", "CODES_KEPT", "OLDER_ROW", "ROBOT_KEPT", "OTHER_PLANS", "NOT_IN_SERVICE", "OUTCOME_MOVES_ROWS", "ORDER", "INPUT_CHANGED"]
# says = "It has always worked."
# ---
# %% nbgrader={"grade_id": "clean-tickets", "solution": true}
def clean_tickets(tickets: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    tickets["hours"] = (tickets["resolved_at"] - tickets["created_at"]) / pd.Timedelta("1h")
    tickets = tickets[tickets["hours"] > 0]
    tickets = tickets[(tickets["hours"] - tickets["hours"].mean()).abs() < 3 * tickets["hours"].std()]
    tickets = tickets.dropna().drop_duplicates("ticket_id")
    tickets = tickets[tickets["plan"] != "internal"]
    tickets["breached"] = (tickets["resolved_at"] > tickets["due_at"]).astype(int)
    tickets["seats_missing"] = 0
    return tickets[["ticket_id", "seats", "seats_missing", "breached"]]
