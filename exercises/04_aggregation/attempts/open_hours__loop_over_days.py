# ---
# task = "open_hours"
# verdict = "right"
# fails = []
# says = "Day by local day, the overlap of the span with the opening hours, one row after the other."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def hours_of_one(start, end, calendar):
    zone = ZoneInfo(calendar.zone)
    day, seconds = start.astimezone(zone).date(), 0.0
    while day <= end.astimezone(zone).date():
        if day.weekday() in calendar.workdays and day not in calendar.holidays:
            opens, closes = (datetime.combine(day, clock, zone).astimezone(UTC)
                             for clock in (calendar.opens, calendar.closes))
            seconds += max((min(end, closes) - max(start, opens)).total_seconds(), 0.0)
        day += timedelta(days=1)
    return seconds / 3600


def open_hours(start, end, calendar):
    hours = [float("nan") if pd.isna(a) or pd.isna(b)
             else hours_of_one(a.to_pydatetime(), b.to_pydatetime(), calendar) for a, b in zip(start, end)]
    return pd.Series(hours, index=start.index)
