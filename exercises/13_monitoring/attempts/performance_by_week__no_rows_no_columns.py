# ---
# task = "performance_by_week"
# verdict = "wrong"
# fails = ["NO_TICKETS"]
# says = "A list of dictionaries: without a row there is no column."
# ---
# %% nbgrader={"grade_id": "performance-by-week", "solution": true}
def performance_by_week(served: pd.DataFrame, outcomes: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta,
                        least: int = 50, limit: float = 3.5) -> pd.DataFrame:
    table = served.merge(outcomes[["ticket_id", "breach", "known_at"]], on="ticket_id", how="left")
    for name in ("decide_at", "due_at", "known_at"):
        table[name] = pd.to_datetime(table[name], utc=True)
    table = table[(table["decide_at"] <= as_of) & ~table["fast_lane"].astype(bool)]
    rows = []
    for week, part in table.groupby(pd.Grouper(key="decide_at", freq="W-MON", closed="left", label="left")):
        if part.empty:
            continue
        mature = part[part["due_at"] + grace <= as_of]
        known = mature[mature["known_at"] <= as_of]
        p, y = known["probability"], known["breach"].astype(float)
        z = (y.sum() - p.sum()) / np.sqrt((p * (1 - p)).sum()) if len(known) else np.nan
        verdict = ("wait" if len(mature) < least else "blind" if 10 * len(known) < 9 * len(mature)
                   else "worse" if z > limit else "better" if z < -limit else "ok")
        rows.append({"week": week, "tickets": len(part), "mature": len(mature), "known": len(known),
                     "expected": p.mean(), "observed": y.mean(), "z": z, "verdict": verdict})
    return pd.DataFrame(rows)
