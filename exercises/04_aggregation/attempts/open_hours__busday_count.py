# ---
# task = "open_hours"
# verdict = "right"
# fails = []
# says = "Whole working days between the two local dates by NumPy, plus the parts of the first and the last."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    known = (start.notna() & end.notna()).to_numpy()
    week = [day in calendar.workdays for day in range(7)]
    days = np.busdaycalendar(week, sorted(np.datetime64(day) for day in calendar.holidays))
    length = wall_minutes(calendar.closes) - wall_minutes(calendar.opens)

    def minutes_until(moments):
        local = moments.dt.tz_convert(calendar.zone).dt.tz_localize(None).to_numpy("datetime64[us]")
        date = local.astype("datetime64[D]")
        of_day = (local - date) / np.timedelta64(1, "m") - wall_minutes(calendar.opens)
        whole = np.busday_count(np.datetime64("2000-01-01"), date, busdaycal=days)
        return whole * length + np.is_busday(date, busdaycal=days) * np.clip(of_day, 0, length)

    hours = np.full(len(start), np.nan)
    hours[known] = np.maximum(minutes_until(end[known]) - minutes_until(start[known]), 0) / 60
    return pd.Series(hours, index=start.index)


def wall_minutes(clock):
    return clock.hour * 60 + clock.minute
