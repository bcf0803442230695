# ---
# task = "DriftMonitor"
# verdict = "right"
# fails = []
# says = "A limit of a day, and one of an exponentially smoothed distance."
# ---
# %% nbgrader={"grade_id": "DriftMonitor", "solution": true}
class DriftMonitor:
    def fit(self, reference: pd.DataFrame) -> "DriftMonitor":
        self.usual, self.flat, self.smooth = {}, {}, {}
        weekend = reference.index.day_of_week >= 5
        for name in reference.columns:
            known = reference[name].dropna()
            if known.nunique() == 1:
                self.flat[name] = known.iloc[0]
            for kind in (False, True):
                part = reference[name][weekend == kind].dropna()
                self.usual[name, kind] = part.median(), 1.85 * (part - part.median()).abs().median()
            self.smooth[name] = 0.0
        return self

    def update(self, date: pd.Timestamp, figures: dict[str, float]) -> set[str]:
        alarms = set()
        for name in self.smooth:
            x = figures.get(name, np.nan)
            if pd.isna(x):
                alarms.add(name)
                continue
            if name in self.flat:
                if x != self.flat[name]:
                    alarms.add(name)
                continue
            middle, spread = self.usual[name, date.day_of_week >= 5]
            z = (x - middle) / spread
            self.smooth[name] = 0.7 * self.smooth[name] + 0.3 * np.clip(z, -8, 8)
            if abs(z) > 5 or abs(self.smooth[name]) > 2.3:
                alarms.add(name)
        return alarms
