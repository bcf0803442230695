# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "Berlin is UTC+1 and New York UTC-5: a place has one offset, read off on some day in January."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    offset = pd.Timestamp("2024-01-15", tz=calendar.zone).utcoffset()
    opens, closes = (pd.Timedelta(str(clock)) for clock in (calendar.opens, calendar.closes))
    result = pd.Series(np.nan, index=start.index)
    for position, (a, b) in enumerate(zip(start, end)):
        if pd.notna(a) and pd.notna(b):
            a, b = a.tz_localize(None) + offset, b.tz_localize(None) + offset
            days = [day for day in pd.date_range(a.normalize(), b.normalize())
                    if day.weekday() in calendar.workdays and day.date() not in calendar.holidays]
            parts = [max(min(b, day + closes) - max(a, day + opens), pd.Timedelta(0)) for day in days]
            result.iloc[position] = sum(parts, pd.Timedelta(0)) / pd.Timedelta("1h")
    return result
