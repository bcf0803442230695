# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["LAGS_ADDED", "WRONG_SOMEWHERE"]
# says = "What is made from a late field is later still: the minutes add up."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0.0, "created": 0.0, "decided": 60.0})
    ready = dict(zip(catalogue["field"], begins + catalogue["at_most_min"].astype(float)))
    own = dict(zip(catalogue["field"], catalogue["at_most_min"].astype(float)))
    when = {}
    for field, text in zip(catalogue["field"], catalogue["made_from"]):
        added = [ready.get(source, np.nan) + own[field] for source in text.split(", ") if source]
        when[field] = max([ready[field], *added])
    in_time = catalogue["field"].map(when) <= 60
    usable = in_time & (~catalogue["rewritten"].astype(bool) | catalogue["versions"].astype(bool))
    sources = {field: set(text.split(", ")) - {""} for field, text in zip(catalogue["field"], catalogue["made_from"])}
    good = set(catalogue.loc[usable, "field"])
    while True:
        kept = {field for field in good if sources[field] <= good}
        if kept == good:
            return set(catalogue["field"]) - good
        good = kept
