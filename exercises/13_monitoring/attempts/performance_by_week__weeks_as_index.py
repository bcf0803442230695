# ---
# task = "performance_by_week"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "NO_WEEK", "SIGN_OF_Z", "OTHER_WEEKS", "NO_TICKETS", "INNER_JOIN", "KNOWN_IS_MATURE", "NO_GRACE", "EXPECTED_OF_ALL", "LEAST_OF_THE_KNOWN", "BLIND_OF_ALL", "SILENCE_IS_MET", "FUTURE_OUTCOME", "TREATED_IS_JUDGED", "WEEKS_OF_NONE", "ONE_CHANCE_FOR_ALL", "SIGN_OF_THE_VERDICT", "TOO_FEW_TO_JUDGE", "NOT_YET_DECIDED", "NOTHING_KNOWN", "EDGES", "ON_THE_DESK", "INPUT_CHANGED", "WRONG_SOMEWHERE"]
# says = "The weeks become the index."
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
    return weeks.set_index("week").assign(verdict=np.select(
        [(sums["mature"] < least).to_numpy(), (sums["known"] < 0.9 * sums["mature"]).to_numpy(), (z > limit).to_numpy(), (z < -limit).to_numpy()],
        ["wait", "blind", "worse", "better"], "ok"))
