# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["ZONE_IGNORED", "UTC_DATE", "CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "The times are in UTC, so the opening hours are compared with them as they stand."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        total = 0.0
        for day in pd.date_range(a.normalize(), b.normalize()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize("UTC")
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize("UTC")
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
