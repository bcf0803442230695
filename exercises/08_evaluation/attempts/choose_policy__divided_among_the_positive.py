# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["BEST_OF_MANY"]
# says = "The 5 % are divided among the candidates whose mean is above zero: the others are left out of the count."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy.stats import t

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    alpha = 0.05 / max((gains.mean() > 0).sum(), 1)
    good = pd.Series({name: gain.mean() for name, gain in gains.items()
                      if gain.mean() > t.ppf(1 - alpha, len(gain) - 1) * gain.sem()}, dtype=float)
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    days = np.random.default_rng(0).integers(len(tested), size=(1000, len(tested)))
    low, high = np.quantile(tested.to_numpy()[days].mean(axis=1), [0.025, 0.975])
    gain = float(tested.mean())
    return {"policy": chosen, "gain": gain, "low": float(low), "high": float(high)}
