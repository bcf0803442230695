# ---
# task = "plan_repairs"
# verdict = "right"
# fails = []
# says = "Channel by channel: the cheapest of three offers."
# ---
# %% nbgrader={"grade_id": "plan-repairs", "solution": true}
def plan_repairs(accounts, ask, per_doubling):
    known = accounts["seats"].between(1, 5000)
    rows = {}
    for _channel, group in accounts.groupby("channel"):
        good = group[known[group.index]]
        size = np.log2(good["seats"])
        step = (size - np.log2(good["seats_before"])).dropna()
        typical, growth = size.median(), step.median()
        offers = {"ask": ask, "typical": per_doubling * (size - typical).abs().mean()}
        if len(step):
            offers["copy"] = per_doubling * (step - growth).abs().mean()
        for label, before in group.loc[~known[group.index], "seats_before"].items():
            mine = dict(offers)
            if pd.isna(before):
                mine.pop("copy", None)
            best = min(mine, key=mine.get)
            seats = before * 2 ** growth if best == "copy" else 2 ** typical
            rows[label] = ("ask" if best == "ask" else "fill", seats)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["action", "seats"])
