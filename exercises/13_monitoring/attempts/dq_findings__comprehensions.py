# ---
# task = "dq_findings"
# verdict = "right"
# fails = []
# says = "One comprehension a fault, frozen at the end."
# ---
# %% nbgrader={"grade_id": "dq-findings", "solution": true}
def dq_findings(tickets, contract, as_of, rows, fresh):
    rules = {rule["column"]: rule for rule in contract.to_dict("records")}
    there = [name for name in rules if name in tickets.columns]
    known = {name: [value for value in tickets[name] if not pd.isna(value)] for name in there}
    number = [name for name in there if rules[name]["kind"] == "number"]
    text = {name for name in number if any(type(value) is str for value in known[name])}
    found = [("absent", name) for name in rules if name not in there]
    found += [("unknown", name) for name in tickets.columns if name not in rules]
    found += [("missing", name) for name in there if len(tickets)
              and 1 - len(known[name]) / len(tickets) > rules[name]["missing_at_most"]]
    found += [("type", name) for name in text]
    found += [("range", name) for name in number if name not in text
              and any(value < rules[name]["low"] or value > rules[name]["high"] for value in known[name])]
    found += [("level", name) for name in there if rules[name]["kind"] == "level"
              and set(known[name]) - set(rules[name]["levels"].split("|"))]
    found += [("repeated", "ticket_id")] * ("ticket_id" in there and tickets["ticket_id"].dropna().is_unique is False)
    found += [("volume", "")] * (len(tickets) < min(rows) or len(tickets) > max(rows))
    if "created_at" in there:
        newest = max(known["created_at"], default=None)
        found += [("stale", "created_at")] * (newest is None or as_of - newest > fresh)
        found += [("future", "created_at")] * (newest is not None and newest > as_of)
    return frozenset(found)
