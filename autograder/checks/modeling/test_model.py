"""test_model: the learner's own test, put to models that keep their promises and to those that break one.

A test that refuses everything finds no fault, and one that counts its calls must not tell the models apart:
a right model stands among the wrong ones of each promise, unnamed, in a drawn order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.check import Check
from autograder.checks.modeling import promising_models as models
from autograder.checks.modeling.breaking_models import WRONG
from autograder.checks.modeling.promising_models import FitPredict
from autograder.draws import Draw
from autograder.oracles.learner_line import learner_line
from autograder.oracles.oracle import Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.oracles.waiting import while_holds
from autograder.results import Counterexample

SECTION = "What a model must promise"


def contract(value: Any, *arguments: Any) -> str | None:
    """What comes back is not used by any caller: RETURN_SHAPE alone judges it."""
    return None


def unnamed(model: FitPredict) -> FitPredict:
    return lambda X, y, weight, new: model(X, y, weight, new)


def complaint(answer: Callable[..., Any], model: FitPredict, is_right: bool) -> str | None:
    """What the answer says against a model, or None. An exception about a wrong model is a complaint, too."""
    try:
        answer(unnamed(model))
    except AssertionError as error:
        line = learner_line(error)
        where = f", in your line {line.number}: {line.text}" if line else ""
        return f"AssertionError: {str(error)[:150] or '(without a message)'}{where}"
    except NotImplementedError:
        raise
    except Exception as error:
        if is_right:
            raise
        return f"{type(error).__name__}: {error}"
    return None


def accepts(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
    """No right model is refused. Those that use what is not promised come last: each explains one mistake."""
    rng = draw.rng("right ones")
    for group in (models.PLAIN, models.ODD):
        for place in rng.permutation(len(group)):
            error = complaint(answer, group[place], True)
            if error:
                return Counterexample(
                    "test_model(fit_predict) with a right model",
                    error[:300],
                    "no exception",
                    "",
                    f"The model is: {described(group[place])}",
                )
    return None


def finds(promise: str) -> Property:
    """Every model that breaks the promise is refused, and not the right one among them."""

    def test(answer: Callable[..., Any], draw: Draw) -> Counterexample | None:
        rng = draw.rng(f"order {promise}")
        decoy = models.RIGHT[list(WRONG).index(promise) % len(models.RIGHT)]
        tried = [(make(), False) for make in WRONG[promise]] + [(decoy, True)]
        for place in rng.permutation(len(tried)):
            model, is_right = tried[place]
            error = complaint(answer, model, is_right)
            if (error is None) != is_right:
                makers = WRONG[promise]
                what = model if is_right or place >= len(makers) else makers[place]
                return Counterexample(
                    f"test_model(fit_predict) with a {'right' if is_right else 'wrong'} model",
                    (error or "no exception")[:300],
                    "no exception" if is_right else "an AssertionError",
                    "",
                    f"The model is: {described(what() if what.__name__ == '<lambda>' else what)}",
                )
        return None

    return test


def described(model: Callable[..., Any]) -> str:
    return " ".join((model.__doc__ or "").split())


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    try:
        value = getattr(answer, "target", answer)(unnamed(models.pooled))
    except AssertionError:
        return None
    if value is not None:
        return Counterexample(
            "test_model(fit_predict)",
            f"a {type(value).__name__}: {str(value)[:60]}",
            "None, or an AssertionError",
        )
    return None


def use(target: Any, number: int) -> Any:
    """Whether a model is refused; the models are addressed by number, since some have a state."""
    makers = [lambda model=model: model for model in models.RIGHT]
    makers += [make for group in WRONG.values() for make in group]
    return complaint(target, makers[number](), number < len(models.RIGHT)) is None


def probes(draw: Draw) -> list[tuple[Any, ...]]:
    return [(number,) for number in range(len(models.RIGHT) + sum(map(len, WRONG.values())))]


def misses(identifier: str, points: float, promise: str, misconception: str, why: str) -> Oracle:
    """Not judged as long as a right model is refused, which FALSE_ALARM says."""
    return while_holds(accepts, Oracle(identifier, points, misconception, why, SECTION, finds(promise)))[0]


CHECK = Check(
    "test_model",
    contract,
    (
        Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
        Oracle(
            "FALSE_ALARM",
            1.5,
            "A model that keeps its promises is refused.",
            "A test that fails on right models is switched off, and with it the guard.",
            SECTION,
            accepts,
            guard=True,
        ),
        misses(
            "MISSES_SHAPE",
            1,
            "shape",
            "A model passes that returns something else than risks.",
            "The service reads the chance of the other outcome, or a risk of 1.2.",
        ),
        misses(
            "MISSES_WEIGHTS",
            2,
            "weights",
            "A model passes to which weights mean something else.",
            "The correction of the sample has no effect, and nobody will ever see it in a score.",
        ),
        misses(
            "MISSES_MONOTONE",
            2,
            "monotone",
            "A model passes whose risk rises with open hours.",
            "It keeps the promise on one table, for one severity or at a few hours, and breaks it elsewhere.",
        ),
        misses(
            "MISSES_NEIGHBOURS",
            1.5,
            "row by row",
            "A model passes whose risks depend on the other rows.",
            "In the batch all is well; the service, which asks for one ticket, gets other risks.",
        ),
        misses(
            "MISSES_CHANCE",
            1.5,
            "repeatable",
            "A model passes that says something else each time.",
            "Two replicas of the service disagree about one ticket.",
        ),
        misses(
            "MISSES_CALIBRATION",
            1,
            "calibrated",
            "A model passes whose risks are wrong on average.",
            "Whoever multiplies such a risk with a price gets prices that never come true.",
        ),
        misses(
            "MISSES_IDLENESS",
            1,
            "learns",
            "A model passes that has learned nothing.",
            "It is the most reliable of all, and good for nothing.",
        ),
    ),
    probes,
    use,
)
