# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["GAPS_IN_THE_REFERENCE", "NEVER_MOVED"]
# says = "np.median over all days of the kind."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:

    def fit(self, reference: pd.DataFrame) -> "DriftMonitor":
        weekend = reference.index.day_of_week >= 5
        self.usual, self.spread = {}, {}
        for kind in (True, False):
            days = reference[weekend == kind]
            self.usual[kind] = pd.Series(np.median(days, axis=0), reference.columns)
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
            seen.append((value - usual) / spread if spread > 0 else 99.0 * (value != usual))
            if abs(sum(seen[-4:])) > 7 * len(seen[-4:]) ** 0.5:
                alarms.add(name)
        return alarms
