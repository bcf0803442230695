# ---
# task = "CalendarFeatures"
# verdict = "wrong"
# fails = ["INPUT_CHANGED"]
# says = "The column is made UTC in place first, whatever zone it came in."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
class CalendarFeatures(TransformerMixin, BaseEstimator):

    def __init__(self, calendars: dict[str, desk.Calendar]) -> None:
        self.calendars = calendars

    def fit(self, X: pd.DataFrame, y: object = None) -> "CalendarFeatures":
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        X["created_at"] = pd.to_datetime(X["created_at"], utc=True)
        features = pd.DataFrame(np.nan, index=X.index, columns=names)
        for team, calendar in self.calendars.items():
            rows = X["created_at"].notna() & (X["team"] == team)
            wall = X.loc[rows, "created_at"].dt.tz_convert(calendar.zone).dt.tz_localize(None)
            days = (wall - wall.dt.normalize()) / pd.Timedelta("1D")
            weeks = (wall.dt.day_of_week + days) / 7
            for name, turns in (("day", days), ("week", weeks)):
                features.loc[rows, f"{name}_sin"] = np.sin(2 * np.pi * turns)
                features.loc[rows, f"{name}_cos"] = np.cos(2 * np.pi * turns)
            for name, date in (("workday", wall), ("workday_next", wall + pd.Timedelta("1D"))):
                features.loc[rows, name] = [
                    float(day.weekday() in calendar.workdays and day.date() not in calendar.holidays) for day in date]
        return features
