"""An IPython shell without a kernel: cells run in this process, outputs are kept."""
from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance, Type

from autograder.sandbox.alarm import TooLong, alarm
from autograder.sandbox.capture import Output, Shown, streams

CELL_FILES = ("<ipython-input", "<cell")


class _Publisher(DisplayPublisher):
    def publish(self, data: dict[str, Any], metadata: Any = None, **rest: Any) -> None:
        self.shell.shown.add("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.shown.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """A result's number is the notebook's business."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shell.shown.add("execute_result", format_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        """Nothing is flushed."""


class Shell(InteractiveShell):
    """The shell of one answerer; made before the fork, since making it takes long."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    shown = Instance(Shown)

    def init_history(self) -> None:
        # Its database has a thread of its own, which no fork would survive.
        self.config.HistoryManager.enabled = False
        super().init_history()

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window."""

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.shown.fail(etype.__name__, _message(evalue), list(map(str, stb)))


def make_shell(characters: int) -> Shell:
    """The shell, with pyplot drawing into outputs. characters: of output kept of a cell."""
    shell = Shell.instance(shown=Shown(characters), colors="nocolor")
    # The first of each takes long: a magic, a result, an exception.
    for cell in ("%matplotlib inline", "0", "1 / 0"):
        shell.run_cell(cell, store_history=False)
    shell.reset(new_session=True)
    shell.shown.clear()
    shell.base_names = frozenset(shell.user_ns)
    return shell


def run_cell(shell: Shell, source: str, seconds: float) -> list[Output]:
    """Run one cell; returns its outputs. Never raises because of the cell."""
    shell.shown.clear()
    with streams(shell.shown):
        try:
            with alarm(seconds):
                shell.run_cell(source, store_history=True)
        except TooLong:
            shell.shown.fail("TooLong", f"this cell ran longer than {seconds:g} seconds", [])
        except BaseException as error:
            # SystemExit and its like end the cell, not the notebook.
            shell.shown.fail(type(error).__name__, _message(error), traceback.format_exc().splitlines())
    return shell.shown.take()


def names(shell: Shell) -> Iterator[str]:
    """The names that the cells have bound, in their order."""
    for name in list(shell.user_ns):
        if isinstance(name, str) and not name.startswith("_") and name not in shell.base_names:
            yield name


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(its message cannot be shown)"
