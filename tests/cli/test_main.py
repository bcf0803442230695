"""The `craft` command line: every command is there, loads alone, and errors name a remedy."""
from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from autograder.cli.main import COMMANDS, build_parser, main


@pytest.mark.parametrize(("name", "module", "summary"), COMMANDS, ids=[name for name, *_ in COMMANDS])
def test_command_module_keeps_the_contract(name: str, module: str, summary: str):
    """Each listed module exists, says the same name and help as the list, and can be parsed."""
    loaded = importlib.import_module(module)
    assert (loaded.NAME, loaded.HELP) == (name, summary)
    assert callable(loaded.run)
    with pytest.raises(SystemExit) as stopped:
        build_parser(name).parse_args([name, "--help"])
    assert stopped.value.code == 0


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    """`craft` alone shows the help with all commands."""
    with pytest.raises(SystemExit):
        main([])
    printed = capsys.readouterr().out
    assert all(f"    {name} " in printed for name, *_ in COMMANDS)


def test_help_imports_nothing_heavy():
    """`craft --help` loads no data, notebook or server package."""
    probe = ("import sys\nfrom autograder.cli.main import main\ntry:\n    main(['--help'])\n"
             "except SystemExit:\n    pass\n"
             "print([name for name in ('pandas', 'nbformat', 'jupyterlab', 'numpy') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_grading_imports_nothing_that_only_learners_code_needs():
    """`craft grade` starts its sandbox without plots, models, nbgrader, and a grammar of URIs."""
    probe = ("import sys\nfrom autograder.cli.main import main\ntry:\n    main(['grade', '--help'])\n"
             "except SystemExit:\n    import autograder.cli.class_run\n"
             "slow = ('matplotlib', 'sklearn', 'nbgrader', 'rfc3987_syntax')\n"
             "print([name for name in slow if sys.modules.get(name)], 'nbformat' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] True"


def test_unknown_command_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]):
    """A typing error ends with exit code 2 and the choices."""
    with pytest.raises(SystemExit) as stopped:
        main(["labb"])
    assert stopped.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_outside_a_course_the_error_says_what_to_do(tmp_path, monkeypatch, capsys):
    """Without a course folder a command ends with one line that names the remedy, not a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograder.course.__file__", str(tmp_path / "x" / "autograder" / "course.py"))
    assert main(["reset", "04"]) == 1
    assert "Change into the course's folder" in capsys.readouterr().err
