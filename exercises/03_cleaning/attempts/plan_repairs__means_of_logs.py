# ---
# task = "plan_repairs"
# verdict = "right"
# fails = []
# says = "Means of the logarithms instead of medians; where it asks, there is no number."
# ---
# %% nbgrader={"grade_id": "plan-repairs", "solution": true}
def plan_repairs(accounts, ask, per_doubling):
    known = accounts["seats"].between(1, 5000)
    log = np.log2(accounts["seats"].where(known))
    channel, before = accounts["channel"], np.log2(accounts["seats_before"])
    typical = log.groupby(channel).transform("mean")
    copied = before + (log - before).groupby(channel).transform("mean")
    wide = (log - typical).abs().groupby(channel).transform("mean")
    noise = (log - copied).abs().groupby(channel).transform("mean")
    copy = before.notna() & (noise < wide)
    action = (per_doubling * noise.where(copy, wide) > ask).map({True: "ask", False: "fill"})
    guess = copied.where(copy, typical).mask(action == "ask")
    return pd.DataFrame({"seats": np.exp2(guess), "action": action})[~known]
