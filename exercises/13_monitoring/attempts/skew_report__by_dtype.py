# ---
# task = "skew_report"
# verdict = "wrong"
# fails = ["NO_TOLERANCE"]
# says = "The dtype decides, not the value."
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
            if left[name].dtype == object or right[name].dtype == object:
                was, now = (side.loc[common, name] for side in (left, right))
                differs = (was != now) & ~(was.isna() & now.isna())
                shares[name] = differs.mean() if len(common) else np.nan
                continue
            pairs = zip(left.loc[common, name], right.loc[common, name], strict=True)
            shares[name] = np.mean([differ(was, now) for was, now in pairs]) if len(common) else np.nan
        else:
            shares[name] = 1.0 if len(common) else np.nan
    return pd.Series(shares, dtype=float).sort_values(ascending=False, kind="stable")
