# ---
# task = "replay"
# verdict = "right"
# fails = []
# says = "One pass over the log in order of arrival; dictionaries hold the versions, then the state."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    facts = {}
    for row in sorted(changes.itertuples(index=False), key=lambda row: row.ingested_at):
        if row.ingested_at <= as_of:
            facts[row.event_id] = row
    state = {}
    for row in sorted(facts.values(), key=lambda row: (row.occurred_at, row.ingested_at)):
        state.setdefault(row.ticket_id, {})[row.field] = row.value
    return pd.DataFrame.from_dict(state, orient="index").sort_index().rename_axis("ticket_id")
