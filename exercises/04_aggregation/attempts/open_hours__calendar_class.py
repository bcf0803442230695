# ---
# task = "open_hours"
# verdict = "right"
# fails = []
# says = "A class that knows its shifts as integer microseconds; numpy does the overlaps one day at a time."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
class Shifts:
    def __init__(self, calendar, first, last):
        dates = pd.date_range(first, last, tz=calendar.zone)
        dates = [day for day in dates
                 if day.day_of_week in calendar.workdays and day.date() not in calendar.holidays]
        self.bounds = [tuple(self.stamp(day, clock) for clock in (calendar.opens, calendar.closes))
                       for day in dates]

    @staticmethod
    def stamp(day, clock):
        return day.replace(hour=clock.hour, minute=clock.minute).as_unit("us").value // 1_000

    def overlap(self, start, end):
        total = np.zeros(len(start))
        for opens, closes in self.bounds:
            total += np.maximum(np.minimum(end, closes) - np.maximum(start, opens), 0)
        return total / 3.6e9


def open_hours(start, end, calendar):
    result = pd.Series(float("nan"), index=start.index)
    rows = np.flatnonzero(start.notna().to_numpy() & end.notna().to_numpy())
    if len(rows):
        both = pd.concat([start.iloc[rows], end.iloc[rows]]).dt.tz_convert(calendar.zone)
        shifts = Shifts(calendar, both.min().date(), both.max().date())
        begin, stop = (side.iloc[rows].to_numpy("datetime64[us]").astype("int64") for side in (start, end))
        result.iloc[rows] = shifts.overlap(begin, stop)
    return result
