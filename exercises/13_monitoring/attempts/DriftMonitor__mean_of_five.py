# ---
# task = "DriftMonitor"
# verdict = "right"
# fails = []
# says = "The mean of the last five distances; the middle half says how far days spread."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference):
        self.usual = {}
        for kind, part in (("week", reference[reference.index.day_of_week < 5]), ("end", reference[reference.index.day_of_week >= 5])):
            for name in reference.columns:
                values = np.sort(part[name].dropna().to_numpy())
                cut = max(1, len(values) // 10)
                width = (values[-1 - cut] - values[cut]) / 2.4
                self.usual[kind, name] = (float(np.median(values)), float(width))
        self.last = {name: [] for name in reference.columns}
        return self

    def update(self, date, figures):
        kind, found = ("week" if date.day_of_week < 5 else "end"), []
        for name in self.last:
            if name not in figures or figures[name] != figures[name]:
                found.append(name)
                continue
            centre, width = self.usual[kind, name]
            if width == 0:
                if figures[name] != centre:
                    found.append(name)
                continue
            self.last[name] = self.last[name][-4:] + [(figures[name] - centre) / width]
            few = len(self.last[name])
            if abs(np.mean(self.last[name])) > (3.3 if few == 5 else 7.5 / np.sqrt(few)):
                found.append(name)
        return frozenset(found)
