"""The code of the Desk's ML team: a model that says which tickets will breach their SLA, from data to duty.

It is the team's own code, as it runs: lessons quote it, exercises read, break and extend it. It is one decent
solution and not the answer to any task; `README.md` beside this file has the map, the decisions with their
reasons, and what the team knows to be missing.

>>> import tempfile
>>> from pathlib import Path
>>> from craftdata import desk, pipeline
>>> config = pipeline.Config(history_days=120, test_days=14, calibration_days=21)
>>> folder = Path(tempfile.mkdtemp())
>>> with desk.open_desk(seed=7, days=130, tickets_per_day=60, fast_lane_places=4) as op:
...     done = pipeline.run(op, folder, config)
>>> figures = done.artefact.manifest.evaluation
>>> figures.log_loss < figures.log_loss_table < figures.log_loss_constant
True
>>> len(done.summaries), pipeline.read(folder / "model.json") == done.artefact
(10, True)
"""

from .artefact import Artefact, ArtefactError, read
from .config import Config
from .contract import ContractError
from .evaluate import Evaluation
from .ingest import Extract, extract
from .model import Model
from .monitor import Alarm
from .operate import Run, learn, run
from .serve import Scorer, replay
from .served_log import ServedLog, recorded
from .train import TrainingError

__all__ = [
    "Alarm", "Artefact", "ArtefactError", "Config", "ContractError", "Evaluation", "Extract", "Model", "Run",
    "Scorer", "ServedLog", "TrainingError", "extract", "learn", "read", "recorded", "replay", "run",
]  # fmt: skip
