# ---
# task = "neighbour_rate"
# verdict = "wrong"
# fails = ["TIES"]
# says = "The number in a ticket_id says which is smaller."
# ---
# %% nbgrader={"grade_id": "neighbour-rate", "solution": true}
def neighbour_rate(history, rows, scales, k, prior):
    tickets = history.to_dict("records")

    def rate(row):
        near = []
        for other in tickets:
            if other["ticket_id"] == row["ticket_id"] or other["known_at"] > row["decide_at"]:
                continue
            distance = sum(abs(other[name] - row[name]) / scale for name, scale in scales.items())
            near.append((distance, int(other["ticket_id"][2:]), other["known_at"], other["breached"]))
        labels = [label for *_, known_at, label in sorted(near)[:k]]
        return sum(labels) / len(labels) if labels else prior
    return pd.Series([rate(row) for row in rows.to_dict("records")], index=rows.index, dtype=float)
