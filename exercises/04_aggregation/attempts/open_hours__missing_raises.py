# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["MISSING_TIMES"]
# says = "Times are there; NaT is a thing of other people's tables."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        total = 0.0
        for day in pd.date_range(a.tz_convert(calendar.zone).date(), b.tz_convert(calendar.zone).date()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
