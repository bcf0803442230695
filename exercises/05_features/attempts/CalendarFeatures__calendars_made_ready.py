# ---
# task = "CalendarFeatures"
# verdict = "wrong"
# fails = ["CONTRACT"]
# says = "The constructor makes sets of the workdays, so that transform need not."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):

    def __init__(self, calendars: dict[str, desk.Calendar]) -> None:
        self.calendars = calendars
        self._open = {team: (set(calendar.workdays), set(calendar.holidays)) for team, calendar in calendars.items()}

    def fit(self, X: pd.DataFrame, y: object = None) -> "CalendarFeatures":
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        features = pd.DataFrame(np.nan, index=X.index, columns=names)
        for team, (workdays, holidays) in self._open.items():
            calendar = self.calendars[team]
            rows = X["created_at"].notna() & (X["team"] == team)
            wall = X.loc[rows, "created_at"].dt.tz_convert(calendar.zone).dt.tz_localize(None)
            days = (wall - wall.dt.normalize()) / pd.Timedelta("1D")
            weeks = (wall.dt.day_of_week + days) / 7
            for name, turns in (("day", days), ("week", weeks)):
                features.loc[rows, f"{name}_sin"] = np.sin(2 * np.pi * turns)
                features.loc[rows, f"{name}_cos"] = np.cos(2 * np.pi * turns)
            for name, date in (("workday", wall), ("workday_next", wall + pd.Timedelta("1D"))):
                features.loc[rows, name] = [
                    float(day.weekday() in workdays and day.date() not in holidays) for day in date]
        return features
