# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["BEST_OF_MANY", "TOO_STRICT"]
# says = "A two-sided 95 % interval for each candidate."
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
    surely = gains.mean() - t.ppf(0.975, days - 1) * error
    good = gains.mean()[surely > 0]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    half = t.ppf(0.975, len(tested) - 1) * tested.std() / np.sqrt(len(tested))
    gain = float(tested.mean())
    return {"policy": chosen, "gain": gain, "low": gain - half, "high": gain + half}
