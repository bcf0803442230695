# ---
# task = "DriftMonitor"
# verdict = "wrong"
# fails = ["SHARED_MEMORY", "NOT_ITS_FIGURE"]
# says = "The last three distances lie in a dictionary of the class; fit makes its own lists there, for all monitors."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    last = {}

    def fit(self, reference):
        self.past = {}
        for name in reference.columns:
            self.last[name] = []
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
