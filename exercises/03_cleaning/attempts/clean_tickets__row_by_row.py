# ---
# task = "clean_tickets"
# verdict = "right"
# fails = []
# says = "A loop over rows with plain ifs."
# ---
# %% nbgrader={"grade_id": "clean-tickets", "solution": true}
def clean_tickets(tickets, as_of):
    newest = {}
    for row in tickets.to_dict("records"):
        old = newest.get(row["ticket_id"])
        if old is None or row["updated_at"] > old["updated_at"]:
            newest[row["ticket_id"]] = row
    result = []
    for ticket_id in sorted(newest):
        row = newest[ticket_id]
        if str(row["plan"]).strip().lower() == "internal":
            continue
        fine = 1 <= row["seats"] <= 5000
        entry = {"ticket_id": ticket_id, "seats": row["seats"] if fine else np.nan, "seats_missing": not fine}
        if "resolved_at" in row:
            resolved = row["resolved_at"]
            if pd.notna(resolved) and row["created_at"] <= resolved <= as_of:
                entry["breached"] = int(resolved > row["due_at"])
            else:
                entry["breached"] = 1 if row["due_at"] <= as_of else np.nan
        result.append(entry)
    columns = ["ticket_id", "seats", "seats_missing"] + (["breached"] if "resolved_at" in tickets else [])
    return pd.DataFrame(result, columns=columns)
