# ---
# task = "open_hours"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "DAY_LOST", "NIGHTS_COUNTED", "NOT_TO_THE_MINUTE", "ZONE_IGNORED", "WEEKENDS_COUNTED",
#     "HOLIDAYS_COUNTED", "UTC_DATE", "CLOCK_CHANGE", "NEGATIVE_HOURS", "MISSING_TIMES", "ORDER_LOST",
#     "INPUT_CHANGED", "WRONG_SOMEWHERE",
# ]
# says = "A duration is a Timedelta; hours are a matter of printing."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def open_time(a, b):
        if pd.isna(a) or pd.isna(b):
            return pd.NaT
        zone, total = calendar.zone, pd.Timedelta(0)
        for day in pd.date_range(a.tz_convert(zone).date(), b.tz_convert(zone).date()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(zone)
                total += max(min(b, closes) - max(a, opens), pd.Timedelta(0))
        return total
    return pd.Series([open_time(a, b) for a, b in zip(start, end)], index=start.index)
