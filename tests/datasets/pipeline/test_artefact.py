"""An artefact is read back as it was written, or refused."""

import dataclasses
import json

import pytest

from craftdata import pipeline
from craftdata.pipeline import artefact, features


@pytest.fixture
def path(done, tmp_path):
    artefact.write(done.artefact, tmp_path / "model.json")
    return tmp_path / "model.json"


def test_it_is_read_back_as_it_was(done, path):
    """Model, manifest and version survive the file, and nothing else is left in the folder."""
    assert pipeline.read(path) == done.artefact
    assert pipeline.read(path).version == done.artefact.version
    assert [file.name for file in path.parent.iterdir()] == ["model.json"]


def test_an_edited_file_is_refused(path):
    """One weight changed by hand is found out."""
    whole = json.loads(path.read_text())
    whole["model"]["terms"][3]["weight"] += 0.01
    path.write_text(json.dumps(whole))
    with pytest.raises(pipeline.ArtefactError, match=r"model\.json: content was changed"):
        pipeline.read(path)


def test_an_artefact_of_other_features_is_refused(done, path, monkeypatch):
    """Code whose features are not those of the training does not serve it."""
    wait = features.queue
    monkeypatch.setattr(features, "queue", lambda rows: wait(rows) | {"log_wait": rows["team_wait_h"]})
    with pytest.raises(pipeline.ArtefactError, match=r"model\.json: trained with features .* train anew"):
        pipeline.read(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}', '{"format": 2}'])
def test_what_is_no_artefact_is_refused(path, text):
    """An empty, foreign or newer file gets an error that names it."""
    path.write_text(text)
    with pytest.raises(pipeline.ArtefactError, match=r"model\.json: "):
        pipeline.read(path)


def test_the_version_is_the_contents(done):
    """Another number anywhere is another version."""
    manifest = dataclasses.replace(done.artefact.manifest, as_of="2024-01-01T00:00:00+00:00")
    assert dataclasses.replace(done.artefact, manifest=manifest).version != done.artefact.version
