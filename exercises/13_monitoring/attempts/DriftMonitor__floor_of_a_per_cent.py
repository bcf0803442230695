# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["NEVER_MOVED"]
# says = "The spread is at least one per cent of what is usual, so that nothing is divided by 0."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:

    def fit(self, reference: pd.DataFrame) -> "DriftMonitor":
        weekend = reference.index.day_of_week >= 5
        self.usual, self.spread = {}, {}
        for kind in (True, False):
            days = reference[weekend == kind]
            self.usual[kind] = days.median()
            self.spread[kind] = (days.quantile(0.9) - days.quantile(0.1)) / 2.56
        self.seen = {name: [] for name in reference}
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        kind, alarms = bool(date.day_of_week >= 5), set()
        for name, seen in self.seen.items():
            value, usual, spread = figures.get(name, np.nan), self.usual[kind][name], self.spread[kind][name]
            if np.isnan(value):
                alarms.add(name)
                continue
            spread = max(spread, 0.01 * abs(usual), 1e-9)
            seen.append((value - usual) / spread)
            if abs(sum(seen[-4:])) > 7 * len(seen[-4:]) ** 0.5:
                alarms.add(name)
        return alarms
