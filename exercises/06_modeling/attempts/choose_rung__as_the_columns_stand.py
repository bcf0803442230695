# ---
# task = "choose_rung"
# verdict = "wrong"
# fails = ["ORDER_TAKEN_FOR_UPKEEP"]
# says = "The ladder is climbed as it stands in the table."
# ---
# %% nbgrader={"grade_id": "choose-rung", "solution": true}
def choose_rung(losses: pd.DataFrame, upkeep: pd.Series) -> str:
    """The rung to build: the one with the least sum of loss and upkeep, unless luck alone says so.

    losses: euros a month, a row a fold (12), a column a rung. upkeep: euros a month, indexed by rung. Returns a
    column name of `losses`.
    """
    chosen = losses.columns[0]
    for name in losses.columns[1:]:
        gain = losses[chosen] + upkeep[chosen] - losses[name] - upkeep[name]
        if gain.mean() > 3.5 * gain.std() / np.sqrt(len(gain)):
            chosen = name
    return chosen
