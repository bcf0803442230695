# ---
# task = "fix_units"
# verdict = "right"
# fails = []
# says = "Join the releases to the tickets and choose with np.select."
# ---
# %% nbgrader={"grade_id": "fix-units", "solution": true}
def fix_units(tickets, releases, terms):
    second = releases.loc[releases["schema"] == 2, ["producer", "since", "settled"]]
    joined = tickets[["producer", "created_at", "sla"]].merge(second, on="producer", how="left", validate="m:1")
    sla, minutes = joined["sla"].to_numpy(dtype=float), joined["sla"].to_numpy(dtype=float) / 60
    before = ((joined["created_at"] < joined["since"]) | joined["since"].isna()).to_numpy()
    after = (joined["created_at"] >= joined["settled"]).to_numpy()
    is_hours, is_minutes = np.isin(sla, terms), np.isin(minutes, terms)
    values = np.select([before, after, is_hours & ~is_minutes, is_minutes & ~is_hours], [sla, minutes, sla, minutes], np.nan)
    return pd.Series(values, index=tickets.index)
