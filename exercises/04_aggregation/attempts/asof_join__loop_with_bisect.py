# ---
# task = "asof_join"
# verdict = "right"
# fails = []
# says = "A sorted list of versions for each key, and a binary search for each row."
# ---
# %% nbgrader={"grade_id": "asof-join", "solution": true}
from bisect import bisect_right


def asof_join(left, right, by, left_time, known_at):
    others = [column for column in right.columns if column != by]
    moments, versions = {}, {}
    in_time_order = sorted(right.to_dict("records"), key=lambda record: record[known_at])
    for record in in_time_order:
        if pd.notna(record[by]):
            moments.setdefault(record[by], []).append(record[known_at])
            versions.setdefault(record[by], []).append(record)
    nothing = dict.fromkeys(others)
    found = []
    for key, moment in zip(left[by], left[left_time]):
        position = bisect_right(moments.get(key, []), moment)
        found.append(versions[key][position - 1] if position else nothing)
    result = left.copy()
    for column in others:
        result[column] = pd.Series([version[column] for version in found], index=left.index, dtype=object)
    return result
