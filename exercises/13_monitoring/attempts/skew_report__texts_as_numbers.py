# ---
# task = "skew_report"
# verdict = "wrong"
# fails = ["NUMBER_AS_TEXT"]
# says = "Of two texts that read like numbers the numbers are compared."
# ---
# %% nbgrader={"grade_id": "skew-report", "solution": true}
def skew_report(served: pd.DataFrame, recomputed: pd.DataFrame, tolerance: float = 1e-6) -> pd.Series:
    left, right = served.set_index("ticket_id"), recomputed.set_index("ticket_id")
    common = left.index.intersection(right.index)

    def differ(was: object, now: object) -> bool:
        if pd.isna(was) or pd.isna(now):
            return pd.isna(was) != pd.isna(now)
        if isinstance(was, str) or isinstance(now, str):
            if not (isinstance(was, str) and isinstance(now, str)):
                return True
            try:
                was, now = float(was), float(now)
            except ValueError:
                return was != now
        return abs(float(was) - float(now)) > tolerance * max(1.0, abs(float(now)))

    shares = {}
    for name in sorted({*left.columns, *right.columns}):
        if name in left and name in right:
            pairs = zip(left.loc[common, name], right.loc[common, name], strict=True)
            shares[name] = np.mean([differ(was, now) for was, now in pairs]) if len(common) else np.nan
        else:
            shares[name] = 1.0 if len(common) else np.nan
    return pd.Series(shares, dtype=float).sort_values(ascending=False, kind="stable")
