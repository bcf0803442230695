# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NEGATIVE_HOURS"]
# says = "If the end lies before the start somebody mixed them up: swap the two."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        (a, b), zone, total = sorted([a, b]), calendar.zone, 0.0
        for day in pd.date_range(a.tz_convert(zone).date(), b.tz_convert(zone).date()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(zone)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
