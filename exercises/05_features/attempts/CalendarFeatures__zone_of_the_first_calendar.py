# ---
# task = "CalendarFeatures"
# verdict = "wrong"
# fails = ["CIRCLE_NOT_CLOSED", "SECONDS_LOST", "UTC_CLOCK", "ONE_ZONE_FOR_ALL", "WEEK_MISPLACED", "DATE_IN_UTC", "WRONG_SOMEWHERE"]
# says = "All clocks are those of the first office."
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
        zone = next(iter(self.calendars.values())).zone
        for team, calendar in self.calendars.items():
            rows = X["created_at"].notna() & (X["team"] == team)
            wall = X.loc[rows, "created_at"].dt.tz_convert(zone).dt.tz_localize(None)
            days = (wall.dt.hour * 3600 + wall.dt.minute * 60 + wall.dt.second) / 86400
            weeks = (wall.dt.day_of_week + days) / 7
            for name, turns in (("day", days), ("week", weeks)):
                features.loc[rows, f"{name}_sin"] = np.sin(2 * np.pi * turns)
                features.loc[rows, f"{name}_cos"] = np.cos(2 * np.pi * turns)
            for name, date in (("workday", wall), ("workday_next", wall + pd.Timedelta("1D"))):
                features.loc[rows, name] = [
                    float(day.weekday() in calendar.workdays and day.date() not in calendar.holidays) for day in date]
        return features
