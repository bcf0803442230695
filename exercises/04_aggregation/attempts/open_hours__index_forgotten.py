# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["ORDER_LOST"]
# says = "A list of results in the order of the rows is a Series; the index is decoration."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    hours = []
    for a, b in zip(start, end):
        total = np.nan if pd.isna(a) or pd.isna(b) else 0.0
        if total == 0:
            for day in pd.date_range(a.tz_convert(calendar.zone).date(), b.tz_convert(calendar.zone).date()):
                if day.weekday() in calendar.workdays and day.date() not in calendar.holidays:
                    opens = pd.Timestamp.combine(day.date(), calendar.opens).tz_localize(calendar.zone)
                    closes = pd.Timestamp.combine(day.date(), calendar.closes).tz_localize(calendar.zone)
                    total += max((min(b, closes) - max(a, opens)).total_seconds(), 0) / 3600
        hours.append(total)
    return pd.Series(hours)
