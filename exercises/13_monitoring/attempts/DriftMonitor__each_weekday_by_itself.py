# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["CRIES_DAILY", "ON_THE_DESK"]
# says = "Six Mondays say what Mondays are like, and how far they spread."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference):
        self.days = {day: reference[reference.index.day_of_week == day] for day in range(7)}
        return self

    def update(self, date, figures):
        days, today = self.days[date.day_of_week], pd.Series(figures).reindex(self.days[0].columns)
        away = (today - days.mean()).abs() > 3 * days.std()
        return set(today.index[away | today.isna()])
