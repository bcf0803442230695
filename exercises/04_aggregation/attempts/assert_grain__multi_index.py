# ---
# task = "assert_grain"
# verdict = "right"
# fails = []
# says = "An index made of the key columns knows which of its entries are duplicated."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    index = pd.MultiIndex.from_frame(table[key])
    if any((codes == -1).any() for codes in index.codes):
        raise ValueError("null in key columns: " + ", ".join(key))
    mask = index.duplicated(keep=False)
    if mask.any():
        raise ValueError(str({"rows": int(mask.sum()), "example": index[mask][0]}))
