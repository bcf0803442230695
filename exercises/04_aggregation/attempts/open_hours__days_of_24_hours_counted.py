# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["DAY_LOST", "NIGHTS_COUNTED", "CLOCK_CHANGE", "WRONG_SOMEWHERE"]
# says = "(end - start).days says how many days there are to look at."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
from datetime import timedelta


def open_hours(start, end, calendar):
    hours = []
    for begin, finish in zip(start, end, strict=True):
        if pd.isna(begin) or pd.isna(finish):
            hours.append(np.nan)
            continue
        total, first = 0.0, begin.tz_convert(calendar.zone).date()
        for number in range((finish - begin).days + 1):
            day = first + timedelta(days=number)
            if day.weekday() in calendar.workdays and day not in calendar.holidays:
                opens = pd.Timestamp.combine(day, calendar.opens).tz_localize(calendar.zone)
                closes = pd.Timestamp.combine(day, calendar.closes).tz_localize(calendar.zone)
                total += max((min(closes, finish) - max(opens, begin)).total_seconds(), 0) / 3600
        hours.append(total)
    return pd.Series(hours, index=start.index, dtype=float)
