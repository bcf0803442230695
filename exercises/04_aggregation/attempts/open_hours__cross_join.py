# ---
# task = "open_hours"
# verdict = "right"
# fails = []
# says = "All pairs of a span and an open day as one table; the overlap is a column, the answer its sum."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    spans = pd.DataFrame({"start": start.array, "end": end.array}).reset_index(names="row")
    known = spans.dropna()
    if known.empty:
        return pd.Series(np.nan, index=start.index, dtype="Float64")
    days = pd.Series(pd.date_range(known.min()[["start", "end"]].min().date() - pd.Timedelta("1D"),
                                   known.max()[["start", "end"]].max().date() + pd.Timedelta("1D")))
    days = days[days.dt.weekday.isin(calendar.workdays) & ~days.dt.date.isin(calendar.holidays)]
    shifts = pd.DataFrame({
        name: (days + pd.Timedelta(str(clock))).dt.tz_localize(calendar.zone).dt.tz_convert("UTC")
        for name, clock in (("opens", calendar.opens), ("closes", calendar.closes))})
    pairs = known.merge(shifts, how="cross")
    first = pairs["start"].where(pairs["start"] > pairs["opens"], pairs["opens"])
    last = pairs["end"].where(pairs["end"] < pairs["closes"], pairs["closes"])
    overlap = ((last - first) / pd.Timedelta("1h")).clip(lower=0)
    hours = overlap.groupby(pairs["row"]).sum().reindex(known["row"], fill_value=0.0)
    return hours.reindex(spans["row"]).astype("Float64").set_axis(start.index)
