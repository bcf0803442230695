# ---
# task = "replay"
# verdict = "wrong"
# fails = ["LAST_ARRIVED_WINS", "WRONG_SOMEWHERE"]
# says = "The newest message tells the state: sort by arrival and keep the last."
# ---
# %% nbgrader={"grade_id": "replay", "solution": true}
def replay(changes, as_of):
    known = changes[changes["ingested_at"] <= as_of].sort_values("ingested_at", kind="stable")
    latest = known.drop_duplicates(["ticket_id", "field"], keep="last")
    return latest.pivot(index="ticket_id", columns="field", values="value").sort_index()
