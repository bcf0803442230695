# ---
# task = "audit_catalogue"
# verdict = "right"
# fails = []
# says = "Start with what is forbidden and spread it along made_from."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    minutes = catalogue["at_most_min"] + catalogue["clock"].map({"before": 0, "created": 0, "decided": 60})
    bad = ~(minutes <= 60) | (catalogue["rewritten"] & ~catalogue["versions"])
    forbidden = set(catalogue["field"][bad])
    known = set(catalogue["field"])
    edges = catalogue.assign(source=catalogue["made_from"].str.split(", ")).explode("source")[["field", "source"]]
    edges = edges[edges["source"] != ""]
    forbidden |= set(edges["field"][~edges["source"].isin(known)])
    for _ in range(len(catalogue)):
        forbidden |= set(edges["field"][edges["source"].isin(forbidden)])
    return forbidden
