# ---
# task = "to_utc"
# verdict = "right"
# fails = []
# says = "One text after the other, with the two folds of the standard library."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
from datetime import UTC
def to_utc(local, zone, policy):
    from datetime import datetime
    from zoneinfo import ZoneInfo
    place = ZoneInfo(zone)

    def read(text):
        if not isinstance(text, str):
            return pd.NaT
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        readings = [moment.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)]
        valid = [r for r in readings if r.astimezone(place).replace(tzinfo=None) == moment]
        if not valid:
            if policy["nonexistent"] == "missing":
                return pd.NaT
            local_hour = readings[0].astimezone(place).replace(tzinfo=None)
            gap = local_hour - moment
            return readings[0] - (local_hour - local_hour.replace(minute=0, second=0)) if gap else readings[0]
        if valid[0] != valid[-1]:
            if policy["ambiguous"] == "missing":
                return pd.NaT
            return min(valid) if policy["ambiguous"] == "earlier" else max(valid)
        return valid[0]

    return pd.Series(pd.to_datetime([read(text) for text in local], utc=True), index=local.index,
                     dtype="datetime64[ns, UTC]")
