# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["WEEKENDS_COUNTED", "CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "A business day is Monday to Friday, as the library's business-day range has it."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        zone, total = calendar.zone, 0.0
        for day in pd.bdate_range(a.tz_convert(zone).date(), b.tz_convert(zone).date()):
            if day.date() not in calendar.holidays:
                opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(zone)
                closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(zone)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
