"""`craft`: reads the command line and runs one command.

A command is a module with `NAME`, `HELP`, `add_arguments(parser)` and `run(args) -> int`, and one line in
`COMMANDS`. Only the module of the command that is asked for is imported, so that `craft --help` is instant.
"""
from __future__ import annotations

import argparse
import gc
import importlib.util
import sys
from collections.abc import Sequence

# name, module, help
COMMANDS: list[tuple[str, str, str]] = [
    # learner
    ("lab", "autograder.cli.lab", "open JupyterLab at the start page"),
    ("check", "autograder.cli.check", "grade your own notebook and show a report"),
    ("hint", "autograder.cli.hint", "the next hint for a task"),
    ("progress", "autograder.cli.progress", "what is done and what is next"),
    ("submit", "autograder.cli.submit", "pack a unit into one zip for your mentor"),
    ("reset", "autograder.cli.reset", "start a unit afresh; the old copy is kept"),
    ("doctor", "autograder.cli.doctor", "what this machine has and lacks"),
    # mentor
    ("kit", "autograder.cli.kit", "make the folder that learners get, without solutions"),
    ("collect", "autograder.cli.collect", "bring submissions in for grading"),
    ("grade", "autograder.cli.grade", "grade collected submissions; run it again at any time"),
    ("regrade", "autograder.cli.regrade", "grade a unit again, whatever is known of it; history is kept"),
    ("history", "autograder.cli.history", "a learner's attempts at a unit, and why each grade is what it is"),
    ("tour", "autograder.cli.tour", "walk the mentor's loop on a sample cohort"),
    # author
    ("build", "autograder.cli.build", "make the notebooks from their text sources"),
    ("verify", "autograder.cli.verify", "prove a unit by its rules, or the Desk (craft verify desk)"),
    ("new", "autograder.cli.new", "scaffold a unit"),
]


def available() -> list[tuple[str, str, str]]:
    """The commands whose modules are here: a learner's kit lacks those of mentors and authors."""
    return [command for command in COMMANDS if importlib.util.find_spec(command[1])]


def build_parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of the `chosen` one alone."""
    parser = argparse.ArgumentParser(prog="craft", description="ML Craft: lessons, checks and grading.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module, summary in available():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == chosen:
            loaded = importlib.import_module(module)
            loaded.add_arguments(command)
            command.set_defaults(run=loaded.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 well, 1 not well, 2 a wrong command line, 130 Ctrl-C)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # jsonschema, which nbformat imports, looks for it to check URIs, of which a notebook's schema has none;
    # it compiles its grammar for a second when it is imported.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    args = build_parser(arguments[0] if arguments else None).parse_args(arguments or ["--help"])
    from autograder.course import CourseError
    try:
        return args.run(args)
    except CourseError as error:
        print(f"craft {args.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def script() -> int:
    """`main` as a program of its own, which may settle what the garbage collector does.

    Imports make many objects and no garbage: at its usual threshold the collector takes a fifth of their
    time, and at the program's end it would walk through all that nbgrader has imported once more.
    """
    gc.set_threshold(100_000)
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(script())
