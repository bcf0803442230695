"""`craft lab`: what it prepares, how JupyterLab is set up, and that it starts and stops as promised."""
from __future__ import annotations

import json
import os
import socket
import urllib.request
from pathlib import Path

import pytest

from autograder.cli.lab import environment, prepare, server_arguments
from autograder.course import Course
from tests.end_to_end.lab_server import LabServer, free_port, start_lab


def test_prepare_makes_copies_and_start_page(course: Course):
    """After preparing, every unit has its copies and the start page exists."""
    prepare(course)
    made = {path.relative_to(course.work).as_posix() for path in course.work.glob("*/*.ipynb")}
    assert made == {"03_splits/lesson.ipynb", "03_splits/splits.ipynb",
                    "04_aggregation/lesson.ipynb", "04_aggregation/aggregation.ipynb"}
    assert (course.work / "START.md").is_file()


def test_broken_unit_does_not_close_the_others(course: Course, capsys: pytest.CaptureFixture[str]):
    """A unit that cannot be released is named with its remedy, and the others open."""
    course.unit("03").exercise.write_text("no notebook", encoding="utf-8")
    prepare(course)
    assert "craft verify 03" in capsys.readouterr().err
    assert (course.work / "04_aggregation" / "aggregation.ipynb").is_file()


def test_prepare_forgets_the_tabs_of_an_earlier_session(course: Course):
    """A stored workspace is gone, so that no tab of a moved file is restored."""
    stale = course.work / ".lab" / "workspaces" / "default.jupyterlab-workspace"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}", encoding="utf-8")
    prepare(course)
    assert not stale.exists()


def test_environment_leaves_thread_counts_alone(course: Course):
    """JupyterLab inherits the learner's thread settings as they are."""
    assert not [name for name in environment(course, os.environ) if "THREADS" in name]


def test_environment_keeps_state_in_the_course(course: Course):
    """Settings, open tabs and signatures lie in work/.lab, whatever the user's own JupyterLab holds."""
    variables = environment(course, {})
    for name in ("JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        assert Path(variables[name]).is_relative_to(course.work / ".lab")


def test_kit_hides_the_mentors_menu(course: Course):
    """A learner's kit switches formgrader off; a mentor's clone does not."""
    (course.root / "kit.toml").touch()
    folder = environment(Course.find(course.root), {})["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]
    page = json.loads((Path(folder) / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert page["disabledExtensions"]["@jupyter/nbgrader:formgrader"] is True
    clone = environment(Course(course.root, is_kit=False), {})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert folder not in clone


def test_token_is_kept(course: Course):
    """No argument weakens the server's token or its address."""
    names = [argument.split("=")[0] for argument in server_arguments(course, 8888, open_browser=False)]
    assert not [name for name in names if name.endswith((".token", ".password", ".ip"))]


@pytest.fixture
def server(course: Course):
    running = start_lab(course.root)
    yield running
    if running.process.poll() is None:
        running.process.kill()


@pytest.mark.slow
def test_lab_answers_at_its_printed_address_and_ctrl_c_stops_it(server: LabServer):
    """The printed address serves JupyterLab at the start page; one Ctrl-C ends it, well and unasked."""
    with urllib.request.urlopen(server.address) as reply:
        assert reply.status == 200 and b"jupyter-config-data" in reply.read()
    assert "/lab/tree/work/START.md?token=" in server.address
    assert server.stop() == 0
    assert "y/[n]" not in server.output
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1).close()


@pytest.mark.slow
def test_lab_takes_another_port_if_its_own_is_taken(course: Course):
    """With the wanted port in use, JupyterLab starts on another and prints that one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        wanted = taken.getsockname()[1]
        server = start_lab(course.root, port=wanted)
        try:
            assert server.port not in (0, wanted)
        finally:
            server.stop()


@pytest.mark.slow
def test_lab_ignores_a_users_own_kernel_and_settings(course: Course, tmp_path: Path):
    """A broken 'python3' kernel in the user's folders does not shadow the environment's."""
    home = tmp_path / "home"
    spec = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    broken = {"argv": ["/nonexistent"], "display_name": "Broken"}
    (spec / "kernel.json").write_text(json.dumps(broken), encoding="utf-8")
    server = start_lab(course.root, extra_env={"HOME": str(home)})
    try:
        address = server.address.replace("lab/tree/work/START.md", "api/kernelspecs")
        with urllib.request.urlopen(address) as reply:
            specs = json.load(reply)["kernelspecs"]
        assert specs["python3"]["spec"]["display_name"] == "Python 3 (ipykernel)"
    finally:
        server.stop()
