# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["WRONG_SOMEWHERE"]
# says = "No ticket stays open longer than a fortnight, so 16 days from the start are enough to look at."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    first = start.dt.tz_convert(calendar.zone).dt.tz_localize(None).dt.normalize()
    opens, closes = (pd.Timedelta(str(clock)) for clock in (calendar.opens, calendar.closes))
    total = pd.Series(0.0, index=start.index)
    for number in range(16):
        day = first + pd.Timedelta(days=number)
        begin = (day + opens).dt.tz_localize(calendar.zone).dt.tz_convert("UTC")
        finish = (day + closes).dt.tz_localize(calendar.zone).dt.tz_convert("UTC")
        overlap = np.minimum(end, finish) - np.maximum(start, begin)
        works = day.dt.weekday.isin(calendar.workdays) & ~day.dt.date.isin(calendar.holidays)
        total += overlap.clip(lower=pd.Timedelta(0)).dt.total_seconds().where(works, 0.0) / 3600
    return total.where(start.notna() & end.notna())
