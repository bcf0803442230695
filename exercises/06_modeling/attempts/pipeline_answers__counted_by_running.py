# ---
# task = "pipeline_answers"
# verdict = "right"
# fails = []
# says = "The numbers come from running the code."
# ---
# %% nbgrader={"grade_id": "pipeline-answers", "solution": true}
def pipeline_answers() -> dict[str, str | set[str] | int | float]:
    from craftdata import pipeline
    from craftdata.pipeline import features, train
    days = pd.date_range("2024-01-01", periods=150, tz="UTC").repeat(10)
    examples = pd.DataFrame({"date": days, "breach": True})
    probes = features.build(features.probe_rows())
    parts = train.split(examples, pipeline.Config())
    answers = dict(scaling="train.py:fit_weights", maturity="join.py:matured", untreated="join.py:examples",
                   rounding="model.py:Model.probability", refused="artefact.py:read")
    answers["callers"] = ["serve.py:answers", "monitor.py:signals", "evaluate.py:evaluate", "train.py:fit_calibration",
                          "train.py:fit_weights"]
    answers["train_days"] = parts.train["date"].nunique()
    answers["one_hot"] = len([column for column in probes if "=" in column])
    answers["weakest"] = probes["log_work_left"].min()
    return answers
