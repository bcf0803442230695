"""Our end of the wire: questions to a learner's code, and what comes back."""
from __future__ import annotations

import secrets
import signal
import sys
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.oracles.time_limit import OutOfTime
from autograder.sandbox.errors import (
    AnswererGone,
    BadMessage,
    BadReply,
    HandleRefused,
    NotPlain,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Randomness, Reader, Writer, changes
from autograder.sandbox.proxies import Handle, handle_class, number_of
from autograder.sandbox.wire.frames import Channel, Closed, Late
from autograder.sandbox.wire.problems import described, problem_of, raise_problem, warning_class

_PRINTED_AT_MOST = 20_000
_WARNINGS_AT_MOST = 100
# The other side stops a call a little before our own alarm would.
_MARGIN = 0.1


class Link:
    """Puts one question at a time to an answerer, in the order of the calls.

    ended: called once, when the answerer must not be asked again; it kills whatever is left of it.
    """

    def __init__(self, channel: Channel, limits: Limits, ended: Callable[[], None]) -> None:
        self._channel, self._limits, self._ended = channel, limits, ended
        # Another link may have asked before: a late reply to it must fit none of ours.
        self._gone, self._number, self._waiting = "", secrets.randbits(40), 0
        self._inside, self._over = False, False
        self._functions: list[Callable[..., Any]] = []
        self._handles: weakref.WeakValueDictionary[int, Handle] = weakref.WeakValueDictionary()
        self._dropped: list[int] = []
        self._randomness = Randomness(limits)

    @property
    def limits(self) -> Limits:
        return self._limits

    @property
    def gone(self) -> str:
        """Why the answerer cannot be asked any more; "" while it can."""
        return self._gone

    def ask(self, action: str, of: int = 0, arguments: Sequence[Any] = (),
            keywords: Mapping[str, Any] | None = None) -> Any:
        """What came back, as plain data or handles; raises what the learner's code raised.

        arguments, keywords: sent as plain data; what the call does to them is done to the objects given.
        Raises OutOfTime when the time limit has passed, AnswererGone when nobody is there to answer.
        """
        keywords = keywords or {}
        seconds = _remaining(self._limits.call_seconds)
        reply, blobs = self._exchange(action, of, arguments, keywords, seconds, self._randomness)
        return self._value(reply, blobs, [*arguments, *keywords.values()])

    def ask_service(self, service: str, argument: Any, seconds: float) -> Any:
        """What a service replies, in JSON values that are not looked at: for a caller that trusts nothing."""
        reply, _ = self._exchange(service, 0, (argument,), {}, seconds)
        return reply.get("json")

    def take_over_randomness(self) -> None:
        """Let the next reply bring the other side's random states here, and not the question ours there."""
        self._randomness.forget_own()

    def end(self, why: str) -> None:
        """Ask nothing any more, and kill what is left."""
        if not self._gone:
            self._gone = why
            self._ended()

    def _exchange(self, action: str, of: int, arguments: Sequence[Any], keywords: Mapping[str, Any],
                  seconds: float, randomness: Randomness | None = None,
                  ) -> tuple[dict[str, Any], list[memoryview]]:
        if self._inside:
            raise HandleRefused("the learner's code cannot be called while it waits for a call back")
        self._settle()
        writer = Writer(self._limits, self._refer)
        self._number += 1
        sent = {"ask": action, "id": self._number, "of": of, "seconds": seconds,
                "arguments": [writer.value(value) for value in arguments],
                "keywords": [[name, writer.value(value)] for name, value in keywords.items()],
                "dropped": self._take_dropped(), "random": randomness.written(writer) if randomness else None}
        try:
            self._channel.put(sent, writer.blobs)
        except BadMessage as error:
            raise NotPlain(f"the arguments of a call: {error}") from None
        self._waiting = self._number
        try:
            reply = self._reply(time.monotonic() + seconds + self._limits.grace_seconds)
        except Late:
            self.end("it did not stop at its time limit")
            raise OutOfTime from None
        self._waiting = 0
        return reply

    def _reply(self, deadline: float) -> tuple[dict[str, Any], list[memoryview]]:
        """The reply to the question that waits; call backs are answered on the way."""
        asked_back = 0
        try:
            while True:
                tree, blobs = self._channel.receive(deadline)
                if type(tree) is dict and "back" in tree and asked_back < self._limits.callbacks:
                    asked_back += 1
                    self._call_back(tree, blobs)
                elif type(tree) is dict and type(tree.get("reply")) is int and tree["reply"] == self._waiting:
                    return tree, blobs
                else:
                    raise self._broken("it sent something that was not asked for")
        except Closed:
            self.end("its process ended")
            raise AnswererGone(self._gone) from None
        except BadMessage as error:
            raise self._broken(f"it sent {error}") from None

    def _settle(self) -> None:
        """Be ready for the next question: a call that an alarm has cut short must have ended first."""
        if not self._gone and self._waiting:
            self._over = True
            try:
                self._reply(time.monotonic() + self._limits.grace_seconds)
            except Late:
                self.end("it did not stop at its time limit")
            self._waiting, self._over = 0, False
        if self._gone:
            raise AnswererGone(self._gone)

    def _broken(self, why: str) -> BadReply:
        self.end(why)
        return BadReply(why)

    def _value(self, reply: dict[str, Any], blobs: list[memoryview], given: list[Any]) -> Any:
        reader = Reader(self._limits, blobs, {"handle": self._handle, "callback": self._function})
        try:
            value = reader.value(reply["value"]) if "value" in reply else None
            if reply.get("changed"):
                from autograder.sandbox.wire.changes import write_back
                for place, part in reply["changed"]:
                    write_back(given[place], reader.value(part))
            if reply.get("random") is not None:
                self._randomness.read(reader.value(reply["random"]))
            self._repeat(reply)
            problem = problem_of(reply["problem"]) if "problem" in reply else None
        except BadMessage as error:
            raise self._broken(f"it sent {error}") from None
        except Exception as error:
            raise self._broken(f"it sent a reply that cannot be read ({type(error).__name__})") from None
        if reply.get("late"):
            raise OutOfTime
        if problem:
            raise_problem(problem)
        return value

    def _repeat(self, reply: dict[str, Any]) -> None:
        """Print what the call printed, and warn as it warned."""
        left = _PRINTED_AT_MOST
        for name, text in reply.get("printed", []):
            (sys.stderr if name == "stderr" else sys.stdout).write(str(text)[:left])
            left = max(0, left - len(text))
        for name, message in reply.get("warned", [])[:_WARNINGS_AT_MOST]:
            warnings.warn(str(message)[:_PRINTED_AT_MOST], warning_class(str(name)), stacklevel=2)

    def _call_back(self, tree: dict[str, Any], blobs: list[memoryview]) -> None:
        """Run a function of ours that the learner's code was given, with the arguments it gives."""
        reader = Reader(self._limits, blobs, {"handle": self._handle, "callback": self._function})
        if tree.get("of") != self._waiting or type(tree["back"]) is not int:
            raise BadMessage("a call back out of turn")
        function = self._function(tree.get("function"))
        try:
            given = [reader.value_and_parts(part) for part in tree["arguments"]]
            named = {str(name): reader.value_and_parts(part) for name, part in tree["keywords"]}
        except (KeyError, TypeError, ValueError):
            raise BadMessage("a call back that cannot be read") from None
        writer = Writer(self._limits, self._refer)
        self._inside = True
        try:
            if self._over:
                raise TimeoutError("the call is over")
            value = function(*(item[0] for item in given), **{name: item[0] for name, item in named.items()})
            answer = {"value": writer.value(value),
                      "changed": changes([*given, *named.values()], writer, self._refer)}
        except Exception as error:
            writer.blobs.clear()
            answer = {"problem": described(error, lambda file: False).tree()}
        finally:
            self._inside = False
        self._channel.put({"answer": tree["back"], **answer}, writer.blobs)

    def _refer(self, value: Any) -> Any:
        if isinstance(value, Handle):
            return ["handle", number_of(value, self)]
        if callable(value):
            number = next((n for n, known in enumerate(self._functions) if known is value), None)
            if number is None:
                number = len(self._functions)
                self._functions.append(value)
            # Neither its name nor its docstring: they are the check's words, and may say what is right.
            return ["callback", number]
        raise NotPlain(f"a {type(value).__name__} is no plain data: it cannot be given to a learner's code")

    def _function(self, number: Any, *rest: Any) -> Callable[..., Any]:
        if type(number) is not int or not 0 <= number < len(self._functions):
            raise BadMessage("a call back to nothing")
        return self._functions[number]

    def _handle(self, number: Any, kind: Any, name: Any, text: Any) -> Handle:
        if type(number) is not int or not all(isinstance(item, str) for item in (kind, name, text)):
            raise BadMessage("an object without a number")
        handle = self._handles.get(number)
        if handle is None:
            handle = handle_class(kind)(self, number, name, text)
            self._handles[number] = handle
            weakref.finalize(handle, self._dropped.append, number)
        return handle

    def _take_dropped(self) -> list[int]:
        dropped = [number for number in self._dropped if number not in self._handles]
        self._dropped.clear()
        return dropped


def _remaining(seconds: float) -> float:
    """The time of a call: that of the alarm around it, if one is set and rings earlier."""
    if threading.current_thread() is not threading.main_thread():
        return seconds
    alarm = signal.getitimer(signal.ITIMER_REAL)[0]
    return min(seconds, max(alarm - _MARGIN, alarm / 2)) if alarm else seconds
