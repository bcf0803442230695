# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["WRONG_INTERVAL"]
# says = "The gain is net of the upkeep, its interval is not."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy import stats

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    number = gains.shape[1]
    p = pd.Series({name: stats.ttest_1samp(gain, 0.0, alternative="greater").pvalue for name, gain in gains.items()})
    good = gains.mean()[p <= 0.05 / number]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    gross = tested + upkeep[chosen] - upkeep[incumbent]
    low, high = stats.t.interval(0.95, len(gross) - 1, gross.mean(), stats.sem(gross))
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
