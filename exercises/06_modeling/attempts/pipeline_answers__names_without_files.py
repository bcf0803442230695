# ---
# task = "pipeline_answers"
# verdict = "wrong"
# fails = ["RETURN_SHAPE", "REFUSED_ELSEWHERE"]
# says = "The name is enough."
# ---
# %% nbgrader={"grade_id": "pipeline-answers", "solution": true}
def pipeline_answers() -> dict[str, str | set[str] | int | float]:
    """What the team's training does, and where: one answer for each key of the table.

    Places are text such as "ingest.py:extract"; "callers" is a set of such texts; the last three are numbers.
    """
    return {
        "scaling": "train.py:fit_weights",
        "maturity": "join.py:matured",
        "untreated": "join.py:examples",
        "rounding": "model.py:Model.probability",
        "refused": "read",
        "callers": {"train.py:fit_weights", "train.py:fit_calibration", "evaluate.py:evaluate", "serve.py:answers",
                    "monitor.py:signals"},
        "train_days": 81,
        "one_hot": 29,
        "weakest": -0.693,
    }
