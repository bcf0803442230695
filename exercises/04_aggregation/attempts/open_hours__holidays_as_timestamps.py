# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["HOLIDAYS_COUNTED", "WRONG_SOMEWHERE"]
# says = "A midnight Timestamp is found in a set of dates, so `in calendar.holidays` will do."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        zone, total = calendar.zone, 0.0
        for day in pd.date_range(a.tz_convert(zone).date(), b.tz_convert(zone).date()):
            if day.weekday() in calendar.workdays and day not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(zone)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
