# ---
# task = "choose_policy"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "OPENED_TO_CHOOSE", "UNPAIRED", "UPKEEP_FORGOTTEN", "WEAK_EVIDENCE", "BEST_OF_MANY", "DAYS_COUNTED", "GOOD_PASSED_OVER", "NOT_THE_BEST", "TOO_STRICT", "SEAL_WASTED", "VALIDATION_GAIN", "WRONG_INTERVAL", "FIGURES_OF_NOTHING", "INPUT_CHANGED"]
# says = "Name, gain and interval as a tuple."
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
        return incumbent, float("nan"), float("nan"), float("nan")
    chosen = str(good.idxmax())
    tested = net_gains(open_test(chosen))[chosen]
    half = t.ppf(0.975, len(tested) - 1) * tested.std() / np.sqrt(len(tested))
    gain = float(tested.mean())
    return chosen, gain, gain - half, gain + half
