# ---
# task = "test_model"
# verdict = "wrong"
# fails = [
#     "RETURN_SHAPE", "FALSE_ALARM", "MISSES_SHAPE", "MISSES_WEIGHTS", "MISSES_MONOTONE",
#     "MISSES_NEIGHBOURS", "MISSES_CHANCE", "MISSES_CALIBRATION", "MISSES_IDLENESS"
# ]
# says = "Nobody can be trusted."
# ---
# %% nbgrader={"grade_id": "test-model", "solution": true}
def test_model(fit_predict):
    raise AssertionError("not good enough")
