# ---
# task = "broken_promises"
# verdict = "right"
# fails = []
# says = "Each value is compared by itself."
# ---
# %% nbgrader={"grade_id": "broken-promises", "solution": true}
def broken_promises(feature, tickets):
    original = feature(tickets.copy()).to_dict()
    broken = set()

    def compare(promise, table, labels):
        values = feature(table).to_dict()
        for label in labels:
            old, new = original[label], values[label]
            if pd.isna(old) != pd.isna(new) or (pd.notna(old) and abs(old - new) > 1e-9):
                broken.add(promise)

    everybody = list(tickets.index)
    compare("order", tickets.sort_index(key=lambda index: -pd.Index(range(len(index)))), everybody)
    elsewhere = tickets.copy()
    elsewhere["created_at"] = elsewhere["created_at"].dt.tz_convert("Asia/Tokyo")
    compare("zone", elsewhere, everybody)
    for place, label in enumerate(everybody):
        compare("others", tickets.iloc[[place]].copy(), [label])
        flipped = tickets.copy()
        flipped.loc[label, "breached"] = 1 - flipped.loc[label, "breached"]
        compare("own_label", flipped, [label])
    return broken
