# ---
# task = "plan_repairs"
# verdict = "wrong"
# fails = ["DEAR", "COPY_UNUSED", "MIXED", "TYPICAL_ERROR", "GROWTH", "STALE"]
# says = "The guess is the logarithm."
# ---
# %% nbgrader={"grade_id": "plan-repairs", "solution": true}
def plan_repairs(accounts: pd.DataFrame, ask: float, per_doubling: float) -> pd.DataFrame:
    """Of which accounts to ask the seats, and what to fill in for the others.

    accounts: channel (text), seats, seats_before (numbers, may be missing); any unique index. ask, per_doubling: euros.
    Returns action ("ask" or "fill") and seats (above 0), one row for each account with unknown seats.
    """
    known = accounts["seats"].between(1, 5000)
    sizes, before = np.log2(accounts["seats"].where(known)), np.log2(accounts["seats_before"])
    channel = accounts["channel"]
    middle = sizes.groupby(channel).transform("median")
    copied = before + (sizes - before).groupby(channel).transform("median")
    error_middle, error_copied = ((sizes - guess).abs().groupby(channel).transform("mean") for guess in (middle, copied))
    use_copy = before.notna() & (error_copied < error_middle)
    guess = copied.where(use_copy, middle)
    expected = per_doubling * error_copied.where(use_copy, error_middle)
    plan = pd.DataFrame({"action": np.where(expected > ask, "ask", "fill"), "seats": guess.clip(lower=0.1)})
    return plan[~known]
