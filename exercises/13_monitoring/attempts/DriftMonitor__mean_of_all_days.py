# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["ONE_SPREAD", "BLIND", "GETS_USED_TO_IT", "BLINDED_BY_THE_PAST"]
# says = "Mean and standard deviation over all days of the reference."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:

    def fit(self, reference: pd.DataFrame) -> "DriftMonitor":
        self.usual, self.spread = {}, {}
        for kind in (True, False):
            days = reference
            self.usual[kind] = days.mean()
            self.spread[kind] = days.std()
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
            if abs(sum(seen[-4:])) > 6 * len(seen[-4:]) ** 0.5:
                alarms.add(name)
        return alarms
