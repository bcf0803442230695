# ---
# task = "test_cleaner"
# verdict = "right"
# fails = []
# says = "Compare with a cleaner of my own, on drawn tables."
# ---
# %% nbgrader={"grade_id": "test-cleaner", "solution": true}
def test_cleaner(clean):
    rng = np.random.default_rng(0)

    def mine(train, rows):
        good = [value for value in train["seats"] if 1 <= value <= 5000]
        return pd.DataFrame({"seats": [value if 1 <= value <= 5000 else float(np.median(good)) for value in rows["seats"]],
                             "seats_missing": [float(not 1 <= value <= 5000) for value in rows["seats"]]}, index=rows.index)

    def drawn(n):
        seats = rng.choice([-1, 0, 1, 2, 5, 40, 41, 900, 4000, 5000, 5001, 9999, 9999, np.nan, np.nan], n)
        return pd.DataFrame({"seats": seats, "breached": (rng.uniform(size=n) < np.where(seats > 30, 0.9, 0.1)).astype(int)},
                            index=rng.permutation(n))

    for trial in range(40):
        train = pd.concat([drawn(20), pd.DataFrame({"seats": [3.0], "breached": [0]}, index=[99])])
        rows = drawn(int(rng.integers(1, 12)))
        if trial % 4 == 0:
            rows = rows.drop(columns="breached")
        got, wanted = clean(train.copy(), rows.copy()), mine(train, rows)
        assert got.index.equals(wanted.index), "rows"
        assert set(got.columns) >= {"seats", "seats_missing"}, "columns"
        assert (got["seats_missing"].astype(float) == wanted["seats_missing"]).all(), "indicator"
        assert ((got["seats"] - wanted["seats"]).abs() <= 1e-9).all(), "seats"
