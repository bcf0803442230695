# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NOT_TO_THE_MINUTE", "WRONG_SOMEWHERE"]
# says = "The full hours on a grid from the start, counted where the team is open, are the open hours."
# source = "forum answers that count a date_range of hours to get the business hours between two times"
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def count(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        grid = pd.date_range(a.tz_convert(calendar.zone), b.tz_convert(calendar.zone), freq="h",
                             inclusive="left")
        opened = [hour for hour in grid if hour.weekday() in calendar.workdays
                  and hour.date() not in calendar.holidays
                  and calendar.opens <= hour.time() < calendar.closes]
        return float(len(opened))
    return pd.Series([count(a, b) for a, b in zip(start, end)], index=start.index)
