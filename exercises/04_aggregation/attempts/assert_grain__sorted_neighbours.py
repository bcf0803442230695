# ---
# task = "assert_grain"
# verdict = "right"
# fails = []
# says = "In a sorted table equal keys are neighbours; numpy codes instead of pandas' own test."
# ---
# %% nbgrader={"grade_id": "assert-grain", "solution": true}
def assert_grain(table, key):
    codes = np.column_stack([pd.factorize(table[column])[0] for column in key])
    if (codes < 0).any():
        raise ValueError(f"missing values among {key}")
    _, inverse, times = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    shared = times[inverse.ravel()] > 1
    if shared.any():
        first = table[key].iloc[int(np.flatnonzero(shared)[0])].tolist()
        raise ValueError(f"duplicate key {first}; rows affected: {np.count_nonzero(shared)}")
