# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["UPKEEP_FORGOTTEN", "NOT_THE_BEST", "LUCK_BUILT", "EDGES"]
# says = "A clear gain is worth it."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses: pd.DataFrame, upkeep: pd.Series) -> str:
    """The rung to build: the one with the least sum of loss and upkeep, unless luck alone says so.

    losses: euros a month, a row a fold (12), a column a rung. upkeep: euros a month, indexed by rung. Returns a
    column name of `losses`.
    """
    candidates = sorted(losses.columns, key=lambda name: upkeep[name])
    chosen = candidates[0]
    for name in candidates[1:]:
        gain = losses[chosen] - losses[name]
        if gain.mean() > 4 * gain.std() / np.sqrt(len(gain)):
            chosen = name
    return chosen
