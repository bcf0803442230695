# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "Nine o'clock is nine hours after midnight, on every day of the year."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    opens, closes = (pd.Timedelta(str(clock)) for clock in (calendar.opens, calendar.closes))

    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        zone, total = calendar.zone, 0.0
        for midnight in pd.date_range(a.tz_convert(zone).date(), b.tz_convert(zone).date(), tz=zone):
            if midnight.weekday() in calendar.workdays and midnight.date() not in calendar.holidays:
                overlap = min(b, midnight + closes) - max(a, midnight + opens)
                total += max(overlap.total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
