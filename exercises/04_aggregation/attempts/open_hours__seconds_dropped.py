# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NOT_TO_THE_MINUTE"]
# says = "Hours and minutes are as exact as a calendar can be."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    begin, finish = (times.dt.floor("min") for times in (start, end))
    hours = []
    for a, b in zip(begin, finish, strict=True):
        if pd.isna(a) or pd.isna(b):
            hours.append(np.nan)
            continue
        total = 0.0
        first, last = a.tz_convert(calendar.zone).date(), b.tz_convert(calendar.zone).date()
        for day in pd.date_range(first, last):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
                total += max((min(closes, b) - max(opens, a)).total_seconds(), 0) / 3600
        hours.append(total)
    return pd.Series(hours, index=start.index, dtype=float)
