# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["OPENED_TO_CHOOSE"]
# says = "The good ones in turn, until the test days confirm one."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy.stats import t

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    days = len(gains)
    error = gains.std() / np.sqrt(days)
    surely = gains.mean() - t.ppf(1 - 0.05 / max(gains.shape[1], 1), days - 1) * error
    good = gains.mean()[surely > 0]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    for chosen in good.sort_values(ascending=False).index:
        tested = net_gains(open_test(chosen))[chosen]
        half = t.ppf(0.975, len(tested) - 1) * tested.std() / np.sqrt(len(tested))
        gain = float(tested.mean())
        if gain - half > 0:
            break
    return {"policy": chosen, "gain": gain, "low": gain - half, "high": gain + half}
