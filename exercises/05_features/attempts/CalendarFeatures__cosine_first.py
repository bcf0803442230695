# ---
# task = "CalendarFeatures"
# verdict = "wrong"
# fails = ["SINE_FOR_COSINE"]
# says = "x is the cosine and y is the sine, as on every circle."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):

    def __init__(self, calendars):
        self.calendars = calendars

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        features = pd.DataFrame(np.nan, index=X.index, columns=names)
        for team, calendar in self.calendars.items():
            rows = X["created_at"].notna() & (X["team"] == team)
            wall = X.loc[rows, "created_at"].dt.tz_convert(calendar.zone).dt.tz_localize(None)
            days = (wall.dt.hour * 3600 + wall.dt.minute * 60 + wall.dt.second) / 86400
            weeks = (wall.dt.day_of_week + days) / 7
            for name, turns in (("day", days), ("week", weeks)):
                features.loc[rows, f"{name}_cos"] = np.sin(2 * np.pi * turns)
                features.loc[rows, f"{name}_sin"] = np.cos(2 * np.pi * turns)
            for name, date in (("workday", wall), ("workday_next", wall + pd.Timedelta("1D"))):
                features.loc[rows, name] = [
                    float(day.weekday() in calendar.workdays and day.date() not in calendar.holidays) for day in date]
        return features
