# ---
# task = "DriftMonitor"
# verdict = "right"
# fails = []
# says = "The median of the last three distances, by wide quantiles."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference):
        self.past, self.last = {}, {name: [] for name in reference.columns}
        for kind, days in reference.groupby(np.asarray(reference.index.day_of_week > 4)):
            table = days.quantile([0.12, 0.5, 0.88])
            self.past[bool(kind)] = {name: tuple(table[name]) for name in table}
        return self

    def update(self, date, figures):
        alarms = set()
        for name, (low, middle, high) in self.past[bool(date.day_of_week > 4)].items():
            value = figures.get(name, float("nan"))
            if pd.isna(value):
                alarms.add(name)
            elif high == low:
                if value != middle:
                    alarms.add(name)
            else:
                last = self.last[name]
                last.append((value - middle) * 2.35 / (high - low))
                if len(last) >= 3 and abs(sorted(last[-3:])[1]) > 4.2:
                    alarms.add(name)
        return alarms
