# ---
# task = "performance_by_week"
# verdict = "wrong"
# fails = ["SIGN_OF_THE_VERDICT", "WRONG_SOMEWHERE"]
# says = "3.5 is the limit."
# ---
# %% nbgrader={"grade_id": "performance-by-week", "solution": true}
def performance_by_week(served: pd.DataFrame, outcomes: pd.DataFrame, as_of: pd.Timestamp, grace: pd.Timedelta,
                        least: int = 50, limit: float = 3.5) -> pd.DataFrame:
    table = served[(served["decide_at"] <= as_of) & ~served["fast_lane"]]
    heard = outcomes[outcomes["known_at"] <= as_of].set_index("ticket_id")["breach"].astype(float)
    y = table["ticket_id"].map(heard).astype(float)
    mature = table["due_at"] + grace <= as_of
    judged = mature & y.notna()
    day = table["decide_at"].dt.tz_convert("UTC").dt.normalize()
    p = table["probability"].where(judged)
    sums = pd.DataFrame({
        "week": day - pd.to_timedelta(day.dt.day_of_week, unit="D"), "tickets": 1, "mature": mature.astype(int),
        "known": judged.astype(int), "expected": p, "observed": y.where(judged), "spread": p * (1 - p),
    }).groupby("week").sum().reset_index()
    z = (sums["observed"] - sums["expected"]) / np.sqrt(sums["spread"])
    weeks = sums[["week", "tickets", "mature", "known"]].assign(
        expected=sums["expected"] / sums["known"], observed=sums["observed"] / sums["known"], z=z)
    return weeks.assign(verdict=np.select(
        [sums["mature"] < least, sums["known"] < 0.9 * sums["mature"], z > 6, z < -6],
        ["wait", "blind", "worse", "better"], "ok"))
