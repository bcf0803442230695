# ---
# task = "CalendarFeatures"
# verdict = "right"
# fails = []
# says = "Each team's rows are converted at once; dates are looked up as text."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):
    def __init__(self, calendars):
        self.calendars = calendars

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        parts = []
        for team, rows in X.dropna(subset=["team", "created_at"]).groupby("team"):
            if team in self.calendars:
                parts.append(self._of_team(rows["created_at"], self.calendars[team]))
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        found = pd.concat(parts) if parts else pd.DataFrame(columns=names, dtype=float)
        return found.reindex(index=X.index, columns=names)

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
