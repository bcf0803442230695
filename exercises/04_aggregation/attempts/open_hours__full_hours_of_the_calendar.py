# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NOT_TO_THE_MINUTE", "WRONG_SOMEWHERE"]
# says = "A team opens and closes on the hour, so the hour of `opens` and of `closes` is enough."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    def hours(a, b):
        if pd.isna(a) or pd.isna(b):
            return np.nan
        zone, total = calendar.zone, 0.0
        a, b = a.tz_convert(zone), b.tz_convert(zone)
        for day in pd.date_range(a.date(), b.date()):
            if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                opens = day.replace(hour=calendar.opens.hour).tz_localize(zone)
                closes = day.replace(hour=calendar.closes.hour).tz_localize(zone)
                total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        return total
    return pd.Series([hours(a, b) for a, b in zip(start, end)], index=start.index)
