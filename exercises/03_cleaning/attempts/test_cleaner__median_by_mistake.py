# ---
# task = "test_cleaner"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "FALSE_ALARM", "MISSES_BATCH", "MISSES_OUTCOME", "MISSES_ABSENT_LABEL", "MISSES_CODES", "MISSES_FILL", "MISSES_INDICATOR", "MISSES_LOST_ROWS", "MISSES_ORDER", "MISSES_CUT", "MISSES_EDGES"]
# says = "The middle of an even number of values is the upper one."
# ---
# %% nbgrader={"grade_id": "test-cleaner", "solution": true}
def test_cleaner(clean: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]) -> None:
    """Raise AssertionError unless `clean` keeps the four promises above."""
    train = pd.DataFrame({"seats": [1.0, 4, 30, 100, 5000, 9999, -1, np.nan, 9999],
                          "breached": [0, 1, 1, 1, 1, 0, 0, 0, 0]}, index=range(20, 29))
    rows = pd.DataFrame({"seats": [5000.0, np.nan, 1, 9999, -1, 5001, 0, 7, 7, 2600, np.nan],
                         "breached": [1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1]}, index=[5, 3, 8, 1, 9, 2, 7, 4, 6, 11, 10])
    known = rows["seats"].between(1, 5000)
    expected = rows["seats"].where(known, 100.0)
    labels = [(train, rows), (train, rows.drop(columns="breached")), (train, rows.assign(breached=1 - rows["breached"])),
              (train.assign(breached=1 - train["breached"]), rows)]
    for learned, asked in [*labels, (train, rows[known]), (train, rows[1:2])]:
        cleaned = clean(learned.copy(), asked.copy())
        assert list(cleaned.index) == list(asked.index), "one row for each row, in its place"
        assert {"seats", "seats_missing"} <= set(cleaned.columns), "the two columns"
        assert (cleaned["seats_missing"].astype(float) == (~known[asked.index]).astype(float)).all(), "the indicator"
        assert np.allclose(cleaned["seats"].astype(float), expected[asked.index], rtol=0, atol=1e-9), "the seats"
