# ---
# task = "choose_policy"
# verdict = "right"
# fails = []
# says = "A percentile bootstrap of the days: its lower bound at the candidate's share of the 5 %."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy import stats

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = values.sub(values[incumbent], axis="index").drop(columns=incumbent)
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    number, days = gains.shape[1], len(gains)
    drawn = np.random.default_rng(0).multinomial(days, np.full(days, 1 / days), size=20_000) / days
    lower = pd.Series(np.quantile(drawn @ gains.to_numpy(), 0.05 / number, axis=0), index=gains.columns)
    good = gains.mean()[lower > 0]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    low, high = stats.t.interval(0.95, len(tested) - 1, tested.mean(), stats.sem(tested))
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
