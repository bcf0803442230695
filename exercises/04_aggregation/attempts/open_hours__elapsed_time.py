# ---
# task = "open_hours"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "DAY_LOST", "NIGHTS_COUNTED", "NOT_TO_THE_MINUTE", "ZONE_IGNORED", "WEEKENDS_COUNTED",
#     "HOLIDAYS_COUNTED", "UTC_DATE", "CLOCK_CHANGE", "NEGATIVE_HOURS", "MISSING_TIMES", "ORDER_LOST",
#     "INPUT_CHANGED", "WRONG_SOMEWHERE",
# ]
# says = "Eight hours are eight hours: the time between the two instants is the answer."
# ---
# %% nbgrader={"grade_id": "open-hours", "solution": true}
def open_hours(start, end, calendar):
    return (end - start).dt.total_seconds() / 3600
