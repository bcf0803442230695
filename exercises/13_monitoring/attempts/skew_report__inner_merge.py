# ---
# task = "skew_report"
# verdict = "right"
# fails = []
# says = "An inner merge, column by column."
# ---
# %% nbgrader={"grade_id": "skew-report", "solution": true}
def skew_report(served, recomputed, tolerance=1e-6):
    both = served.add_suffix("_s").merge(recomputed.add_suffix("_r"), left_on="ticket_id_s", right_on="ticket_id_r")
    features = (set(served.columns) | set(recomputed.columns)) - {"ticket_id"}
    report = []
    for feature in features:
        if both.empty:
            share = np.nan
        elif feature + "_s" not in both or feature + "_r" not in both:
            share = 1.0
        else:
            count = 0
            for was, now in both[[feature + "_s", feature + "_r"]].itertuples(index=False):
                if pd.isna(was) and pd.isna(now):
                    continue
                try:
                    equal = not {str} & {type(was), type(now)} and abs(was * 1.0 - now * 1.0) <= tolerance * max(1, abs(now * 1.0))
                    equal = equal or (type(was) is type(now) is str and was == now)
                except TypeError:
                    equal = False
                count += not equal
            share = count / len(both)
        report.append((-share, feature))
    report.sort(key=lambda pair: (np.nan_to_num(pair[0]), pair[1]))
    return pd.Series([-share for share, _ in report], index=[feature for _, feature in report], dtype=float)
