# ---
# task = "replay"
# verdict = "right"
# fails = []
# says = "Each field is a Series of its own; the table is put together from its columns at the end."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    moment = np.datetime64(as_of.tz_convert("UTC").tz_localize(None))
    occurred, ingested = (changes[name].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
                          for name in ("occurred_at", "ingested_at"))
    by_arrival = np.argsort(ingested, kind="stable")
    by_arrival = by_arrival[ingested[by_arrival] <= moment]
    newest = {changes["event_id"].iloc[i]: i for i in by_arrival}
    kept = np.array(sorted(newest.values(), key=lambda i: (occurred[i], ingested[i])), dtype=int)
    facts = changes.iloc[kept]
    columns = {field: part.set_index("ticket_id")["value"] for field, part in facts.groupby("field")}
    columns = {field: values[~values.index.duplicated(keep="last")] for field, values in columns.items()}
    return pd.DataFrame(columns, index=pd.Index(sorted(facts["ticket_id"].unique()), name="ticket_id"))
