# ---
# task = "open_hours"
# verdict = "wrong"
# fails = ["NEGATIVE_HOURS"]
# says = "Open time up to the end minus open time up to the start; the sign takes care of itself."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    week = [day in calendar.workdays for day in range(7)]
    days = np.busdaycalendar(week, sorted(np.datetime64(day) for day in calendar.holidays))
    opens, closes = (clock.hour + clock.minute / 60 for clock in (calendar.opens, calendar.closes))
    known = (start.notna() & end.notna()).to_numpy()

    def hours_until(moments):
        local = moments.dt.tz_convert(calendar.zone).dt.tz_localize(None).to_numpy("datetime64[us]")
        date = local.astype("datetime64[D]")
        part = np.clip((local - date) / np.timedelta64(1, "h") - opens, 0, closes - opens)
        return (np.busday_count(np.datetime64("2000-01-01"), date, busdaycal=days) * (closes - opens)
                + np.is_busday(date, busdaycal=days) * part)

    hours = np.full(len(start), np.nan)
    hours[known] = hours_until(end[known]) - hours_until(start[known])
    return pd.Series(hours, index=start.index)
