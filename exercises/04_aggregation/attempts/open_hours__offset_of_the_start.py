# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "The zone's distance from UTC is looked up once, at the start, and added to both ends."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        offset = a.tz_convert(calendar.zone).utcoffset()
        a, b, total = a.tz_localize(None) + offset, b.tz_localize(None) + offset, 0.0
        for day in pd.date_range(a.normalize(), b.normalize()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens)
                closes = pd.Timestamp.combine(day.date(), calendar.closes)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
