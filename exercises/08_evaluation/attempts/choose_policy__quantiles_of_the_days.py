# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["WRONG_INTERVAL"]
# says = "Quantiles of the days, without any resample, for a bootstrap."
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
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    low, high = np.percentile(tested, [2.5, 97.5])
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
