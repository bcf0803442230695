# ---
# task = "dq_findings"
# verdict = "wrong"
# fails = ["FALSE_ALARM", "COLUMN_GONE", "GAPS_FORBIDDEN", "UNITS_PASS", "TEXT_FOR_NUMBERS", "EDGE_IS_A_FAULT", "WRONG_SOMEWHERE"]
# says = "between() with a missing end is never true."
# ---
# %% nbgrader={"grade_id": "dq-findings", "solution": true}
def dq_findings(tickets: pd.DataFrame, contract: pd.DataFrame, as_of: pd.Timestamp, rows: tuple[int, int],
                fresh: pd.Timedelta) -> set[tuple[str, str]]:
    promised = set(contract["column"])
    found = {("absent", name) for name in promised if name not in tickets}
    found |= {("unknown", name) for name in tickets if name not in promised}
    for rule in contract[contract["column"].isin(tickets.columns)].itertuples():
        values = tickets[rule.column]
        known = values.dropna()
        if len(values) - len(known) > rule.missing_at_most * len(values):
            found.add(("missing", rule.column))
        if rule.kind == "level" and not known.isin(rule.levels.split("|")).all():
            found.add(("level", rule.column))
        if rule.kind == "number":
            if any(isinstance(value, str) for value in known):
                found.add(("type", rule.column))
            elif not known.between(rule.low, rule.high).all():
                found.add(("range", rule.column))
    if "ticket_id" in tickets and tickets["ticket_id"].dropna().duplicated().any():
        found.add(("repeated", "ticket_id"))
    if not rows[0] <= len(tickets) <= rows[1]:
        found.add(("volume", ""))
    if "created_at" in tickets:
        if not (tickets["created_at"] >= as_of - fresh).any():
            found.add(("stale", "created_at"))
        if (tickets["created_at"] > as_of).any():
            found.add(("future", "created_at"))
    return found
