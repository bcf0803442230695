# ---
# task = "CalendarFeatures"
# verdict = "right"
# fails = []
# says = "One row at a time with Python's own dates."
# ---
# %% nbgrader={"grade_id": "CalendarFeatures", "solution": true}
from math import cos, nan, pi, sin
from zoneinfo import ZoneInfo


class CalendarFeatures(BaseEstimator, TransformerMixin):
    def __init__(self, calendars):
        self.calendars = calendars

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        names = ["day_sin", "day_cos", "week_sin", "week_cos", "workday", "workday_next"]
        rows = [self._row(team, moment) for team, moment in zip(X["team"], X["created_at"], strict=True)]
        return pd.DataFrame(rows, columns=names, index=X.index).astype(float)

    def _row(self, team, moment):
        if pd.isna(team) or pd.isna(moment) or team not in self.calendars:
            return [nan] * 6
        calendar = self.calendars[team]
        wall = moment.to_pydatetime().astimezone(ZoneInfo(calendar.zone))
        seconds = 3600 * wall.hour + 60 * wall.minute + wall.second
        day, week = 2 * pi * seconds / 86400, 2 * pi * (86400 * wall.weekday() + seconds) / 604800
        tomorrow = (pd.Timestamp(wall.date()) + pd.Timedelta(days=1)).date()

        def works(date):
            return 1 if date.weekday() in calendar.workdays and date not in calendar.holidays else 0
        return [sin(day), cos(day), sin(week), cos(week), works(wall.date()), works(tomorrow)]
