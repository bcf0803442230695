# ---
# task = "segment_table"
# verdict = "right"
# fails = []
# says = "Two counters and one loop over the rows; no pandas until the end."
# ---
# %% nbgrader={"grade_id": "segment-table", "solution": true}
from collections import Counter


def segment_table(daily, by):
    tickets, breached = Counter(), Counter()
    for name, came, broke in zip(daily[by], daily["tickets"], daily["breached"], strict=True):
        for segment in ("unknown" if pd.isna(name) else name, "all"):
            tickets[segment] += came
            breached[segment] += broke
    order = sorted(set(tickets) - {"all"}, key=lambda segment: (-tickets[segment], segment)) + ["all"]
    return pd.DataFrame([{by: segment, "tickets": tickets[segment], "breached": breached[segment],
                          "rate": breached[segment] / tickets[segment] if tickets[segment] else None,
                          "share": tickets[segment] / tickets["all"]} for segment in order])
