# ---
# task = "test_cleaner"
# verdict = "right"
# fails = []
# says = "Two small tables with their results written down by hand."
# ---
# %% nbgrader={"grade_id": "test-cleaner", "solution": true}
def test_cleaner(clean):
    train = pd.DataFrame({"seats": [2.0, 3.0, 700.0, 9999.0, -1.0, np.nan, 9999.0], "breached": [0, 1, 1, 0, 1, 1, 0]},
                         index=list("abcdefg"))
    rows = pd.DataFrame({"seats": [np.nan, 5000.0, 1.0, 9999.0, 0.0, -1.0, 5001.0, 3999.0, 3999.0],
                         "breached": [1, 0, 1, 0, 1, 0, 0, 1, 0]}, index=[30, 10, 20, 90, 40, 80, 50, 70, 60])
    seats = [3, 5000, 1, 3, 3, 3, 3, 3999, 3999]
    gaps = [1, 0, 0, 1, 1, 1, 1, 0, 0]

    def look(learned, asked, seats, gaps):
        got = clean(learned, asked)
        assert got.index.tolist() == asked.index.tolist()
        assert "seats_missing" in got and "seats" in got
        assert [int(mark) for mark in got["seats_missing"]] == gaps
        for value, wanted in zip(got["seats"], seats):
            assert abs(float(value) - wanted) <= 1e-9, (value, wanted)

    look(train, rows, seats, gaps)
    for number in range(len(rows)):
        look(train, rows.iloc[[number]], seats[number:number + 1], gaps[number:number + 1])
    for flipped in (0, 1):
        look(train.assign(breached=flipped), rows, seats, gaps)
        look(train, rows.assign(breached=flipped), seats, gaps)
    look(train, rows[["seats"]], seats, gaps)
