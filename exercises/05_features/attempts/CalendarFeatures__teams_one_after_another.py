# ---
# task = "CalendarFeatures"
# verdict = "wrong"
# fails = ["INDEX_LOST"]
# says = "The tables of the teams are put one below the other, as groupby gives them."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):
    def __init__(self, calendars):
        self.calendars = calendars

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return pd.concat([self._of_rows(rows, team) for team, rows in X.groupby("team", dropna=False)])

    def _of_rows(self, rows, team):
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        known = rows["created_at"].dropna()
        if team not in self.calendars or known.empty:
            return pd.DataFrame(np.nan, index=rows.index, columns=names)
        return self._of_team(known, self.calendars[team]).reindex(index=rows.index, columns=names)

    def _of_team(self, moments, calendar):
        wall = moments.dt.tz_convert(calendar.zone).dt.tz_localize(None)
        minutes = wall.dt.hour * 60 + wall.dt.minute + wall.dt.second / 60
        week = wall.dt.weekday * 1440 + minutes
        closed = {day.isoformat() for day in calendar.holidays}
        features = pd.DataFrame({"day": minutes / 1440, "week": week / 10080}) * 2 * np.pi
        table = pd.DataFrame({f"{name}_{form}": function(features[name]) for name in ("day", "week")
                              for form, function in (("sin", np.sin), ("cos", np.cos))})
        for name, days in (("workday", 0), ("workday_next", 1)):
            date = wall.dt.normalize() + pd.DateOffset(days=days)
            works = date.dt.weekday.isin(calendar.workdays) & ~date.dt.strftime("%Y-%m-%d").isin(closed)
            table[name] = works.astype(float)
        return table
