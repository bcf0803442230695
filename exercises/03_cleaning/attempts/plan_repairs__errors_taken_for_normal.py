# ---
# task = "plan_repairs"
# verdict = "wrong"
# fails = ["TYPICAL_ERROR"]
# says = "Errors are normal: their mean is 0.8 standard deviations."
# ---
# %% nbgrader={"grade_id": "plan-repairs", "solution": true}
def plan_repairs(accounts, ask, per_doubling):
    known = accounts["seats"].between(1, 5000)
    log = np.log2(accounts["seats"].where(known))
    step = log - np.log2(accounts["seats_before"])
    table = pd.DataFrame({"channel": accounts["channel"], "log": log, "step": step}).groupby("channel").agg(
        typical=("log", "mean"), wide=("log", "std"), growth=("step", "mean"), noise=("step", "std"))
    mine = table.loc[accounts.loc[~known, "channel"]].set_axis(accounts.index[~known])
    before = accounts.loc[~known, "seats_before"]
    copy = before.notna() & (mine["noise"] < mine["wide"])
    error = 0.8 * mine["noise"].where(copy, mine["wide"])
    guess = (np.log2(before) + mine["growth"]).where(copy, mine["typical"])
    action = (per_doubling * error > ask).map({True: "ask", False: "fill"})
    return pd.DataFrame({"seats": np.exp2(guess.fillna(5.0)), "action": action.fillna("ask")})
