# ---
# task = "to_utc"
# verdict = "wrong"
# fails = ["READ_AS_UTC", "FIXED_OFFSET", "AMBIGUOUS_HOUR", "NEIGHBOURS_DECIDE", "NONEXISTENT_HOUR", "HOUR_ASSUMED", "WRONG_SOMEWHERE"]
# says = "pd.to_datetime with utc=True makes UTC of everything."
# ---
# %% nbgrader={"grade_id": "to-utc", "solution": true}
def to_utc(local, zone, policy):
    return pd.Series(pd.to_datetime(local, utc=True, format="ISO8601"), index=local.index)
