# ---
# task = "skew_report"
# verdict = "wrong"
# fails = ["ONE_SIDED", "NO_COMMON_TICKET"]
# says = "Only what both tables have can be compared."
# ---
# %% nbgrader={"grade_id": "skew-report", "solution": true}
def skew_report(served: pd.DataFrame, recomputed: pd.DataFrame, tolerance: float = 1e-6) -> pd.Series:
    left, right = served.set_index("ticket_id"), recomputed.set_index("ticket_id")
    common = left.index.intersection(right.index)

    def differ(was: object, now: object) -> bool:
        if pd.isna(was) or pd.isna(now):
            return pd.isna(was) != pd.isna(now)
        if isinstance(was, str) or isinstance(now, str):
            return was != now
        return abs(float(was) - float(now)) > tolerance * max(1.0, abs(float(now)))

    shares = {}
    for name in sorted({*left.columns, *right.columns}):
        if name in left and name in right:
            pairs = zip(left.loc[common, name], right.loc[common, name], strict=True)
            shares[name] = np.mean([differ(was, now) for was, now in pairs]) if len(common) else np.nan
        else:
            pass
    return pd.Series(shares, dtype=float).sort_values(ascending=False, kind="stable")
