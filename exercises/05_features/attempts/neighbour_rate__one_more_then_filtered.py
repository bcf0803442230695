# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["PLACES_TAKEN", "WRONG_SOMEWHERE"]
# says = "The nearest k and one more, in case the ticket itself is among them; then it and the unknown ones go."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history, rows, scales, k, prior):
    tickets = history.to_dict("records")

    def rate(row):
        near = []
        for other in tickets:
            distance = sum(abs(other[name] - row[name]) / scale for name, scale in scales.items())
            near.append((distance, other["ticket_id"], other["known_at"], other["breached"]))
        labels = [label for _, ticket, known_at, label in sorted(near)[:k + 1]
                  if ticket != row["ticket_id"] and known_at <= row["decide_at"]][:k]
        return sum(labels) / len(labels) if labels else prior
    return pd.Series([rate(row) for row in rows.to_dict("records")], index=rows.index, dtype=float)
