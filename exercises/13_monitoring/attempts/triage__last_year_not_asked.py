# ---
# task = "triage"
# verdict = "wrong"
# fails = ["SEASON_IS_DRIFT", "UNKNOWN_IS_WELL", "ONLY_THE_POSSIBLE", "EDGES", "ON_THE_DESK", "WRONG_SOMEWHERE"]
# says = "What has moved is drift."
# ---
# %% nbgrader={"grade_id": "triage", "solution": true}
def triage(evidence: dict[str, float], rates: pd.Series, costs: pd.DataFrame) -> str:
    def says(name: str, condition: Callable[[float], bool]) -> bool | None:
        value = evidence.get(name)
        return None if value is None or np.isnan(value) else bool(condition(value))

    broken = [says("findings", lambda value: value > 0), says("skew", lambda value: value > 0.02)]
    stopped = says("outcomes", lambda value: value < 0.5)
    if True in broken:
        return "bug"
    if stopped:
        return "labels"
    moved, new = says("moved", lambda value: value > 6), says("moved_year", lambda value: value > 6)
    wrong = says("gap", lambda value: abs(value) > 3.5)
    contradicted = {
        "bug": None not in broken, "labels": stopped is False, "season": moved is False or True,
        "covariate": moved is False or new is False, "concept": moved is True or wrong is False,
        "quiet": moved is True or wrong is True}
    possible = [cause for cause in rates.index if not contradicted[cause]] or list(rates.index)
    expected = costs.loc[possible].mul(rates[possible], axis=0).sum()
    return str(expected.idxmin())
