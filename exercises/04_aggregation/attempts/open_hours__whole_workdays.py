# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NIGHTS_COUNTED", "CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "A workday counts with all its 24 hours; only weekends and holidays are free."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        total, day = pd.Timedelta(0), a.tz_convert(calendar.zone).normalize()
        while day <= b:
            following = (day + pd.DateOffset(days=1)).normalize()
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                total += max(min(b, following) - max(a, day), pd.Timedelta(0))
            day = following
        return total / pd.Timedelta("1h")
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
