# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["UNPAIRED", "UPKEEP_FORGOTTEN", "GOOD_PASSED_OVER", "NOT_THE_BEST", "TOO_STRICT"]
# says = "A column is taken off a table, and pandas matches its days with the names of the columns."
# ---
# %% nbgrader={"grade_id": "choose-policy", "solution": true}
def choose_policy(validation: pd.DataFrame, incumbent: str, upkeep: Mapping[str, float],
                  open_test: Callable[[str], pd.DataFrame]) -> dict[str, str | float]:
    from scipy import stats

    def net_gains(values: pd.DataFrame) -> pd.DataFrame:
        beyond = (values - values[incumbent])[values.columns.drop(incumbent)]
        return beyond - pd.Series({name: upkeep[name] - upkeep[incumbent] for name in beyond.columns}, dtype=float)

    gains = net_gains(validation)
    number = gains.shape[1]
    p = stats.ttest_1samp(gains, 0.0, alternative="greater").pvalue
    good = gains.mean()[(p <= 0.05 / number) & (gains.mean() > 0)]
    if good.empty:
        return {"policy": incumbent, "gain": float("nan"), "low": float("nan"), "high": float("nan")}
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    low, high = stats.t.interval(0.95, len(tested) - 1, tested.mean(), stats.sem(tested))
    return {"policy": chosen, "gain": float(tested.mean()), "low": float(low), "high": float(high)}
