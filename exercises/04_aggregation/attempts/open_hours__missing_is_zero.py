# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["MISSING_TIMES"]
# says = "A ticket without an end has had no open hours yet, so it gets a 0."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    hours = pd.Series(0.0, index=start.index)
    for position, (a, b) in enumerate(zip(start, end)):
        if pd.isna(a) or pd.isna(b):
            continue
        for day in pd.date_range(a.tz_convert(calendar.zone).date(), b.tz_convert(calendar.zone).date()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
                hours.iloc[position] += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
    return hours
