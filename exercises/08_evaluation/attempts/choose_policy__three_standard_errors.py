# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["BEST_OF_MANY", "TOO_STRICT"]
# says = "Three standard errors, however many candidates there are."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy import stats

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    good = gains.mean()[gains.mean() > 3 * gains.sem()]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    low, high = stats.t.interval(0.95, len(tested) - 1, tested.mean(), stats.sem(tested))
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
