# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["CRIES_DAILY", "ON_THE_DESK"]
# says = "Sundays are noisier, so Saturdays and Sundays have a median and a spread of their own."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference):
        self.usual, self.spread, self.seen = {}, {}, {name: [] for name in reference}
        for kind in (4, 5, 6):
            days = reference[np.maximum(reference.index.day_of_week, 4) == kind]
            self.usual[kind] = days.median()
            self.spread[kind] = 1.4826 * (days - days.median()).abs().median()
        return self

    def update(self, date, figures):
        kind, alarms = max(date.day_of_week, 4), set()
        for name, seen in self.seen.items():
            value, usual, spread = figures.get(name, np.nan), self.usual[kind][name], self.spread[kind][name]
            if np.isnan(value):
                alarms.add(name)
                continue
            seen.append((value - usual) / spread if spread > 0 else 99.0 * (value != usual))
            if abs(seen[-1]) > 5 or abs(sum(seen[-4:])) > 4.5 * len(seen[-4:]) ** 0.5:
                alarms.add(name)
        return alarms
