"""A trained model in one JSON file, with all that is needed to know where it came from.

JSON, because the model is some forty numbers: a reviewer can compare two artefacts line by line, reading one
runs no code, and it does not depend on the version of any library.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from . import features
from .config import Config
from .evaluate import Evaluation
from .ingest import Extract
from .model import Model, Term
from .train import Periods

FORMAT = 1


class ArtefactError(ValueError):
    """A file that must not be served; the message names it and says what to do."""


@dataclass(frozen=True)
class Manifest:
    """Where a model came from.

    Parameters
    ----------
    data : str
        Digest of the extract.
    as_of : str
        Moment of the extract.
    trained, calibrated, tested : tuple
        First day, last day and number of tickets of each period.
    config : Config
    evaluation : Evaluation
    features : str
        `features.fingerprint()` of the code that trained.
    """

    data: str
    as_of: str
    trained: tuple[str, str, int]
    calibrated: tuple[str, str, int]
    tested: tuple[str, str, int]
    config: Config
    evaluation: Evaluation
    features: str


@dataclass(frozen=True)
class Artefact:
    """A model and its manifest."""

    model: Model
    manifest: Manifest

    @property
    def version(self) -> str:
        """First 12 hexadecimal digits of the content's SHA-256: the same content has the same version."""
        return hashlib.sha256(_text(_content(self)).encode()).hexdigest()[:12]


def describe(data: Extract, periods: Periods, config: Config, evaluation: Evaluation) -> Manifest:
    """The manifest of a model trained on `periods` of `data`."""
    return Manifest(
        data=data.digest,
        as_of=data.as_of.isoformat(),
        trained=_extent(periods.train),
        calibrated=_extent(periods.calibration),
        tested=_extent(periods.test),
        config=config,
        evaluation=evaluation,
        features=features.fingerprint(),
    )


def write(artefact: Artefact, path: Path) -> None:
    """Write the artefact; a reader sees the old file or the new one, never half of it."""
    whole = {"format": FORMAT, "version": artefact.version, **_content(artefact)}
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(_text(whole) + "\n", encoding="utf-8")
    unfinished.replace(path)


def read(path: Path) -> Artefact:
    """Read an artefact that this code can serve.

    Raises
    ------
    ArtefactError
        If the file is no artefact, was changed after it was written, or was trained with other features.
    """
    artefact, version = _parse(path)
    if artefact.version != version:
        raise ArtefactError(f"{path}: content was changed after training; copy it again or train anew")
    if artefact.manifest.features != features.fingerprint():
        raise ArtefactError(
            f"{path}: trained with features {artefact.manifest.features}, this code makes "
            f"{features.fingerprint()}; deploy the code it was trained with, or train anew"
        )
    return artefact


def _parse(path: Path) -> tuple[Artefact, str]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        if whole["format"] != FORMAT:
            raise ArtefactError(f"{path}: format {whole['format']}, this code reads {FORMAT}; train anew")
        return Artefact(_model(whole["model"]), _manifest(whole["manifest"])), whole["version"]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ArtefactError(f"{path}: is no artefact of this pipeline ({error!r}); train one") from error


def _model(fields: dict) -> Model:
    return Model(**fields | {"terms": tuple(Term(**term) for term in fields["terms"])})


def _manifest(fields: dict) -> Manifest:
    extents = {name: tuple(fields[name]) for name in ("trained", "calibrated", "tested")}
    parts = {"config": Config(**fields["config"]), "evaluation": Evaluation(**fields["evaluation"])}
    return Manifest(**fields | extents | parts)


def _content(artefact: Artefact) -> dict:
    return dataclasses.asdict(artefact)


def _text(content: dict) -> str:
    return json.dumps(content, indent=1, sort_keys=True)


def _extent(rows: pd.DataFrame) -> tuple[str, str, int]:
    return f"{rows['date'].min():%Y-%m-%d}", f"{rows['date'].max():%Y-%m-%d}", len(rows)
