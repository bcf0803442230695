# ---
# task = "audit_catalogue"
# verdict = "wrong"
# fails = ["UNDOCUMENTED_IS_USED", "WRONG_SOMEWHERE"]
# says = "Late is what comes after 60 minutes; nothing is said of the missing ones."
# ---
# %% nbgrader={"grade_id": "audit-catalogue", "solution": true}
def audit_catalogue(catalogue):
    begins = catalogue["clock"].map({"before": 0, "created": 0, "decided": 60, "resolved": 10**6, "due": 10**6})
    late = begins + catalogue["at_most_min"] > 60
    forbidden = set(catalogue.loc[late | (catalogue["rewritten"] & ~catalogue["versions"]), "field"])
    fields = set(catalogue["field"])
    while True:
        more = {field for field, text in zip(catalogue["field"], catalogue["made_from"])
                if any(source in forbidden or source not in fields for source in text.split(", ") if source)}
        if more <= forbidden:
            return forbidden
        forbidden |= more
