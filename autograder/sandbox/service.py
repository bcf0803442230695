"""The process that runs a learner's code: it does what the other end of the wire asks, one thing at a time.

Nothing here is secret and nothing here is trusted: the learner's code shares this process.
"""
from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

from autograder.sandbox.actions import ACTIONS
from autograder.sandbox.alarm import TooLong, alarm
from autograder.sandbox.capture import Output, streams, warned
from autograder.sandbox.errors import BadMessage
from autograder.sandbox.files import write_files
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Randomness, Reader, Writer, changes
from autograder.sandbox.objects import Objects
from autograder.sandbox.shell import CELL_FILES, Shell, names, run_cell
from autograder.sandbox.wire.frames import Channel, Closed
from autograder.sandbox.wire.problems import described, problem_of, raise_problem

Reply = dict[str, Any]
_PYTHON = (f"{sys.prefix}/", f"{sys.base_prefix}/")


class Service:
    """Serves one connection until it is closed."""

    def __init__(self, channel: Channel, shell: Shell, limits: Limits, scratch: str) -> None:
        self._channel, self._shell, self._limits, self._scratch = channel, shell, limits, scratch
        self._objects = Objects(limits.handles)
        self._functions: dict[int, CallBack] = {}
        self._randomness = Randomness(limits)
        self._question, self._asked_back, self._lock = 0, 0, threading.Lock()
        self._services = {"files": self._files, "cell": self._cell, "names": self._names}

    def serve(self) -> None:
        """Answer until the other side hangs up."""
        try:
            while True:
                asked, blobs = self._channel.receive()
                # A late answer to a call back that was given up is nobody's question.
                if "ask" in asked:
                    self._answer(asked, blobs)
        except Closed:
            return

    def _answer(self, asked: dict[str, Any], blobs: Sequence[memoryview]) -> None:
        self._objects.drop(asked["dropped"])
        writer = Writer(self._limits, self._refer)
        self._question = asked["id"]
        try:
            if service := self._services.get(asked["ask"]):
                argument = Reader(self._limits, blobs, {}).value(asked["arguments"][0])
                reply = {"json": service(argument, asked["seconds"])}
            else:
                reply = self._act(asked, blobs, writer)
            self._send({"reply": asked["id"], **reply}, writer)
        except BadMessage as error:
            writer.blobs.clear()
            problem = described(ValueError(str(error)), _is_learners)
            self._send({"reply": asked["id"], "problem": problem.tree()}, writer)
        finally:
            self._question = 0

    def _send(self, message: dict[str, Any], writer: Writer) -> None:
        self._channel.put(message, writer.blobs)
        self._channel.flush()

    # What the supervisor asks.

    def _files(self, files: dict[str, bytes], seconds: float) -> str:
        try:
            write_files(self._scratch, files)
        except OSError as error:
            return error.strerror or "no room"
        return ""

    def _cell(self, source: str, seconds: float) -> list[Output]:
        return run_cell(self._shell, source, seconds)

    def _names(self, argument: None, seconds: float) -> list[str]:
        return list(names(self._shell))

    # What a check asks.

    def _act(self, asked: dict[str, Any], blobs: Sequence[memoryview], writer: Writer) -> Reply:
        """Do something with an object and say what came of it, also to the arguments."""
        reader = Reader(self._limits, blobs, {"handle": self._objects.get, "callback": self._function})
        given = [reader.value_and_parts(part) for part in asked["arguments"]]
        named = {name: reader.value_and_parts(part) for name, part in asked["keywords"]}
        if asked["random"] is not None:
            self._randomness.read(reader.value(asked["random"]))
        shown = self._shell.shown
        shown.clear()
        with streams(shown), warned() as warnings:
            reply = self._outcome(asked, [item[0] for item in given],
                                  {name: item[0] for name, item in named.items()}, writer)
            reply["changed"] = changes([*given, *named.values()], writer, self._refer_back)
        reply["random"] = self._randomness.written(writer)
        reply["printed"] = [[output["name"], output["text"]] for output in shown.take()
                            if output["output_type"] == "stream"]
        return {**reply, "warned": warnings}

    def _outcome(self, asked: dict[str, Any], arguments: list[Any], keywords: dict[str, Any],
                 writer: Writer) -> Reply:
        try:
            with alarm(asked["seconds"]):
                value = self._done(asked, arguments, keywords)
                return {"value": writer.value(value, strict=False)}
        except TooLong:
            writer.blobs.clear()
            return {"late": True}
        except BaseException as error:
            writer.blobs.clear()
            return {"problem": described(error, _is_learners).tree()}

    def _done(self, asked: dict[str, Any], arguments: list[Any], keywords: dict[str, Any]) -> Any:
        if asked["ask"] == "name":
            if arguments[0] not in self._shell.user_ns:
                raise NameError(f"name '{arguments[0]}' is not defined")
            return self._shell.user_ns[arguments[0]]
        return ACTIONS[asked["ask"]](self._objects.get(asked["of"]), *arguments, **keywords)

    def _refer_back(self, value: Any) -> Any:
        """As the judge wrote it, so that what was not touched compares equal."""
        if isinstance(value, CallBack):
            return value.tree
        return self._objects.refer(value)[:2]

    # What the learner's code asks.

    def _function(self, number: int) -> Callable[..., Any]:
        if number not in self._functions:
            self._functions[number] = CallBack(self.call_back, number)
        return self._functions[number]

    def call_back(self, number: int, arguments: Sequence[Any], keywords: dict[str, Any]) -> Any:
        """The value of a function of the judge's; raises what that raised.

        What the function does to its arguments is done to the objects given.
        """
        with self._lock:
            if not self._question:
                raise RuntimeError("this function can be called only while the check waits for its answer")
            writer = Writer(self._limits, self._refer)
            self._asked_back += 1
            message = {"back": self._asked_back, "of": self._question, "function": number,
                       "arguments": [writer.value(value) for value in arguments],
                       "keywords": [[name, writer.value(value)] for name, value in keywords.items()]}
            self._send(message, writer)
            return self._called_back(self._asked_back, [*arguments, *keywords.values()])

    def _called_back(self, number: int, given: list[Any]) -> Any:
        while True:
            answer, blobs = self._channel.receive()
            if answer.get("answer") == number:
                break
        if "problem" in answer:
            raise_problem(problem_of(answer["problem"]))
        reader = Reader(self._limits, blobs, {"handle": self._objects.get, "callback": self._function})
        value = reader.value(answer["value"])
        if answer["changed"]:
            from autograder.sandbox.wire.changes import write_back
            for place, part in answer["changed"]:
                write_back(given[place], reader.value(part))
        return value

    def _refer(self, value: Any) -> Any:
        return value.tree if isinstance(value, CallBack) else self._objects.refer(value)


class CallBack:
    """A function of the judge's, as the learner's code sees it: all have one name."""

    def __init__(self, call: Callable[..., Any], number: int) -> None:
        self._call, self._number = call, number
        self.tree = ["callback", number]
        self.__name__, self.__doc__ = "function", None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(self._number, args, kwargs)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


def _is_learners(file: str) -> bool:
    """Cells and what came along with them; the course, and so Python, may lie in /tmp too."""
    return file.startswith(CELL_FILES) or file.startswith("/tmp/") and not file.startswith(_PYTHON)
