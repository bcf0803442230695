# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["BOILED_FROG"]
# says = "Usual is what the last six weeks of days without an alarm were."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference: pd.DataFrame) -> "DriftMonitor":
        weekend = reference.index.day_of_week >= 5
        self.past = {kind: {name: list(reference.loc[weekend == kind, name].dropna()) for name in reference}
                     for kind in (True, False)}
        self.seen = {name: [] for name in reference}
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        past, alarms = self.past[bool(date.day_of_week >= 5)], set()
        for name, seen in self.seen.items():
            value, days = figures.get(name, np.nan), past[name][-12 if date.day_of_week >= 5 else -30 :]
            if np.isnan(value):
                alarms.add(name)
                continue
            usual, spread = np.median(days), (np.quantile(days, 0.9) - np.quantile(days, 0.1)) / 2.56
            seen.append((value - usual) / spread if spread > 0 else 99.0 * (value != usual))
            if abs(sum(seen[-4:])) > 7 * len(seen[-4:]) ** 0.5:
                alarms.add(name)
        for name in () if alarms else self.seen:
            past[name].append(figures[name])
        return alarms
