# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["STRANGER_TRUSTED", "WRONG_SOMEWHERE"]
# says = "A field that nobody has catalogued must not be used either."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    minutes = catalogue["at_most_min"] + catalogue["clock"].map({"before": 0, "created": 0, "decided": 60})
    late = ~(minutes <= 60) | (catalogue["rewritten"] & ~catalogue["versions"])
    forbidden = set(catalogue["field"][late])
    sources = {field: set(text.split(", ")) - {""} for field, text in zip(catalogue["field"], catalogue["made_from"])}
    forbidden |= set().union(*sources.values()) - set(catalogue["field"])
    for _ in range(len(catalogue)):
        forbidden |= {field for field in sources if sources[field] & forbidden}
    return forbidden
