# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["WEEKENDS_COUNTED", "WRONG_SOMEWHERE"]
# says = "A span covers so many days, each with so many opening hours, less the holidays."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    local = [side.dt.tz_convert(calendar.zone).dt.tz_localize(None) for side in (start, end)]
    opens, closes = (pd.Timedelta(str(clock)) for clock in (calendar.opens, calendar.closes))

    def open_until(moments):
        whole = (moments.dt.normalize() - pd.Timestamp("2000-01-01")).dt.days
        part = (moments - moments.dt.normalize() - opens).clip(pd.Timedelta(0), closes - opens)
        hours = whole * (closes - opens).total_seconds() / 3600 + part.dt.total_seconds() / 3600
        for day in map(pd.Timestamp, sorted(calendar.holidays)):
            closed = (moments - day - opens).clip(pd.Timedelta(0), closes - opens)
            hours = hours - closed.dt.total_seconds() / 3600
        return hours

    return (open_until(local[1]) - open_until(local[0])).clip(lower=0)
