# ---
# task = "replay"
# verdict = "wrong"
# fails = ["WALL_CLOCK"]
# says = "Time zones only make comparisons fail: drop them everywhere and compare what is written."
# source = "the usual forum answer to \"Cannot compare tz-naive and tz-aware\": tz_localize(None)"
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    arrived = changes["ingested_at"].dt.tz_localize(None)
    known = changes[arrived <= as_of.tz_localize(None)].sort_values("ingested_at", kind="stable")
    facts = known.drop_duplicates("event_id", keep="last")
    latest = facts.sort_values(["occurred_at", "ingested_at"], kind="stable")
    latest = latest.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
