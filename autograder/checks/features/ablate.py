"""ablate: which features earn their keep, decided in many made-up worlds whose truth is known.

Each kind of world is put to the answer WORLDS times; it must be right in so many of them as NEEDED says: in
fewer where a mild but careful rule keeps a column by luck now and then. Measured on 1,500 worlds of a kind:
backward elimination of what is missed by less than 2 standard errors is right in 97 % of the worlds with
noise, in 99.4 % with copies, and in all of 150 with a leak or with partners: it fails a draw with a chance
below 3e-5, and stricter rules, up to 4, less. Dropping only what does not raise the mean loss is right in
28 % with noise: it passes less than once in 10,000. (One standard error is right in 77 %: whether it passes
is luck.) Of 150 worlds of a kind one look at all features at once was right in none with a leak, one sweep in
the order of the list in 36 %, an unpaired test in 11 %. Of 100 uneven worlds 4 to 8 standard errors are
right in all (2: in 98 % of 700); dropping on the means what is worth less than a share of the total gain, at
eight shares from .005 to 10 %, is right in at most 35 % of the one kind or of the other. What no feature
explains is spread evenly over six powers of ten: of 100 worlds of a kind, dropping what is worth less than a
share of the loss, at seven shares from 5 % to 1e-7, is right in at most 62 % with noise, 66 % if uneven.
No copies are equal to the last bit: ties make SciPy's exact rank test slow.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.check import Check
from autograder.checks.features.worlds import (
    COPIES,
    FOLDS,
    LEAK,
    NOISE,
    PARTNERS,
    UNEVEN,
    World,
    make_world,
    make_worlds,
)
from autograder.draws import Draw
from autograder.oracles.oracle import NotJudged, Oracle, Property
from autograder.oracles.return_shape import MISCONCEPTION, WHY
from autograder.results import Counterexample

WORLDS, WORLDS_RESCALED = 20, 4
NEEDED = {NOISE: 15, UNEVEN: 15, COPIES: 15, LEAK: 17, PARTNERS: 17}
SMALL = 0.01         # of the loss
SECTION = "Which features earn their keep"
Verdict = Callable[[World, set[str]], str]


def contract(value: Any, *arguments: Any) -> str | None:
    if not isinstance(value, dict) or not {"keep", "drop"} <= set(value):
        shown = sorted(map(str, value)) if isinstance(value, dict) else type(value).__name__
        return f"{shown}; the prompt asks for a dictionary with the keys keep and drop"
    kinds = list | tuple | set | frozenset | np.ndarray
    if not all(isinstance(value[key], kinds) for key in ("keep", "drop")):
        return "something that is no list under keep or drop"
    return None


def kept(answer: Any, world: World) -> set[str]:
    return set(map(str, answer(list(world.features), world.cv)["keep"]))


def worlds(draw: Draw, kind: str, number: int = WORLDS) -> list[World]:
    return make_worlds(draw.rng(f"worlds {kind}"), kind, number)


def mostly_right(kind: str, verdict: Verdict, whole: Verdict | None = None) -> Property:
    """In at least NEEDED of WORLDS worlds the verdict of what is kept is empty: it names what is wrong.

    whole: what is wrong in any way. Where it is given, the worlds wrong in any way are counted, and the
    verdict must be the fault of half of them or more.
    """
    def test(answer: Any, draw: Draw) -> Counterexample | None:
        faults: list[tuple[World, set[str], str]] = []
        wrong = 0
        for world in worlds(draw, kind):
            keep = kept(answer, world)
            fault = verdict(world, keep)
            wrong += bool(whole(world, keep) if whole else fault)
            if fault:
                faults.append((world, keep, fault))
        if wrong > WORLDS - NEEDED[kind] and 2 * len(faults) >= wrong:
            return _example(*faults[0], kind, wrong)
        return None
    return test


def signal_kept(answer: Any, draw: Draw) -> Counterexample | None:
    """Signal stays where there is neither leak nor copy: with noise, and weak beside strong."""
    for kind in (NOISE, UNEVEN):
        example = mostly_right(kind, all_signal, signal_alone)(answer, draw)
        if example:
            return example
    return None


def partners_kept(answer: Any, draw: Draw) -> Counterexample | None:
    """The partner that helps only beside another stays; SIGNAL_DROPPED judges those who drop any signal."""
    found = mostly_right(PARTNERS, partner_alone, all_signal)(answer, draw)
    if found:
        return found
    found = mostly_right(PARTNERS, all_signal)(answer, draw)
    if found and signal_kept(answer, draw):
        raise NotJudged
    return found


def noise_dropped(answer: Any, draw: Draw) -> Counterexample | None:
    """Noise goes: beside two features with like signal, and beside a strong and a weak one."""
    for kind in (NOISE, UNEVEN):
        example = mostly_right(kind, no_noise, signal_alone)(answer, draw)
        if example:
            return example
    return None


def _example(world: World, keep: set[str], fault: str, kind: str, wrong: int) -> Counterexample:
    losses = world.cv(world.features)
    harms = {name: world.cv([other for other in world.features if other != name]) - losses
             for name in world.features}
    rows = "loss without one feature, less that with all, mean of folds +- standard error: " + ", ".join(
        f"{name} {harm.mean():+.2g} +- {harm.std() / FOLDS ** 0.5:.1g}" for name, harm in harms.items())
    rows += f"; the loss of a fold with all: from {losses.min():.4g} to {losses.max():.4g}"
    note = f"With signal: {_names(world.signal)}. {wrong} of {WORLDS} worlds were wrong."
    lost = sorted(world.signal - keep) if kind in (NOISE, UNEVEN) else []
    if lost:
        note += _sure(lost[0], harms[lost[0]], losses.mean(), kind)
    call = f"ablate({world.features}, cv)['keep'] in a world of the kind \"{kind}\""
    return Counterexample(call, _names(keep), fault, rows, note)


def _sure(name: str, harm: np.ndarray, loss: float, kind: str) -> str:
    """That a feature is sure, though it is a small share of something."""
    small = ["of what all gain together"] if kind == UNEVEN else []
    small += ["of the loss"] if harm.mean() < SMALL * loss else []
    if not small:
        return ""
    error = harm.std() / FOLDS ** 0.5
    return (f"\n{name} adds {harm.mean():.2g} +- {error:.1g} beside the others, to a loss of {loss:.3g}: "
            f"a small share {' and '.join(small)}, and sure. Judge it beside the others, by its own standard "
            "error.")


def _names(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def same_in_any_unit(answer: Any, draw: Draw) -> Counterexample | None:
    """A world's losses times 1024 or 1/1024 give the same answer.

    A power of two changes no rounding, so that no rule without a unit can differ; one world may, for answers
    that draw lots.
    """
    found: list[Counterexample] = []
    for kind in (NOISE, PARTNERS):
        for number in range(WORLDS_RESCALED):
            for factor in (1024.0, 1 / 1024):
                one, other = (make_world(draw.rng(f"unit {kind} {number}"), kind, scale)
                              for scale in (1.0, factor))
                before, after = kept(answer, one), kept(answer, other)
                if before != after:
                    found.append(Counterexample(
                        f"ablate({one.features}, cv)['keep'], all losses times {factor:.4g}", _names(after),
                        f"{_names(before)}, as without the factor", "",
                        "Euros or thousands of euros: which features are useful does not change."))
                    break
    return found[0] if len(found) > 1 else None


def no_noise(world: World, keep: set[str]) -> str:
    return f"without the noise {_names(keep & world.noise)}" if keep & world.noise else ""


def no_leak(world: World, keep: set[str]) -> str:
    return f"without the leak {_names(world.names(2))}" if keep & world.names(2) else ""


def all_signal(world: World, keep: set[str]) -> str:
    missing = world.signal - keep
    return f"with {_names(missing)}, too: signal" if missing else ""


def partner_alone(world: World, keep: set[str]) -> str:
    """What is wrong if the partner that says nothing by itself is the one that is missing."""
    return all_signal(world, keep) if world.signal - keep == world.names(2) else ""


def signal_alone(world: World, keep: set[str]) -> str:
    return no_noise(world, keep) or all_signal(world, keep)


def one_copy(world: World, keep: set[str]) -> str:
    both = world.names(0, 2)
    return "" if len(keep & both) == 1 else f"exactly one of {_names(both)}: one feature in two units"


def shape(answer: Any, draw: Draw) -> Counterexample | None:
    """A dictionary of two lists of names; what stands in them is not judged."""
    world = worlds(draw, NOISE, 1)[0]
    value = getattr(answer, "target", answer)(list(world.features), world.cv)
    problem = contract(value)
    if problem:
        return Counterexample(f"ablate({world.features}, cv)", problem.split(";")[0], "{'keep': [...], "
                                                                             "'drop': [...]}")
    return None


def partition(answer: Any, draw: Draw) -> Counterexample | None:
    """Each feature is in one of the two lists, once."""
    for kind in (NOISE, LEAK, COPIES):
        world = worlds(draw, kind, 1)[0]
        value = answer(list(world.features), world.cv)
        both = [*map(str, value["keep"]), *map(str, value["drop"])]
        if sorted(both) != world.features:
            return Counterexample(f"ablate({world.features}, cv)", f"keep and drop together: {sorted(both)}",
                                  f"{world.features}: each once")
    return None


def few_calls(answer: Any, draw: Draw) -> Counterexample | None:
    """At most n * n + n calls of cv."""
    for kind in (NOISE, LEAK, PARTNERS):
        world = worlds(draw, kind, 1)[0]
        answer(list(world.features), world.cv)
        n, calls = len(world.features), len(world.calls)
        if calls > n * n + n:
            return Counterexample(f"ablate({n} features, cv)", f"{calls} calls of "
                                           f"cv", f"at most {n * n + n}", "",
                                  "One call trains twelve models; all subsets of 40 features are a trillion "
                                  "calls.")
    return None


def decides_any(answer: Any, draw: Draw) -> Counterexample | None:
    """Worlds of three features and of none: nothing is taken for granted about their number."""
    def cv(columns: list[str]) -> np.ndarray:
        scatter = np.linspace(-1, 1, FOLDS) * 0.01
        return 1.0 - 0.5 * ("b" in columns) + scatter * (1 + 0.1 * len(columns)) + 0.1 * ("a" in columns)

    for features, expected in (([], set()), (["a"], set()), (["b"], {"b"}), (["c", "b", "a"], {"b"})):
        value = answer(list(features), cv)
        keep = set(map(str, value["keep"]))
        if "c" in features and keep - {"c"} == expected:
            keep = expected
        if keep != expected:
            return Counterexample(f"ablate({features}, cv)['keep']", _names(keep), _names(expected), "",
                                  "Without b the loss is .5 higher in each fold; without a it is .1 lower.")
    return None


def fixed_worlds(draw: Draw) -> list[tuple[Any, ...]]:
    return [(list(world.features), world.cv) for kind in (NOISE, UNEVEN, LEAK, COPIES, PARTNERS)
            for world in worlds(draw, kind, 3)]


CHECK = Check("ablate", contract, (
    Oracle("RETURN_SHAPE", 0.5, MISCONCEPTION, WHY, SECTION, shape, guard=True),
    Oracle("NOT_A_PARTITION", 0.5, "A feature is in neither list, or in both.",
           "Nobody knows whether the feature is still computed, and for whom.",
           SECTION, partition, guard=True),
    Oracle("PARTNER_DROPPED", 1.5, "A feature that helps only beside another one is dropped.",
           "Ranked one by one it is noise; in the model it takes the disturbance out of its partner.",
           SECTION, partners_kept),
    Oracle("SIGNAL_DROPPED", 1, "A feature with signal is dropped, though no leak or copy is about.",
           "The losses of single folds vary by 10, what a feature adds by .01, and surely: take the "
           "differences fold by fold.",
           SECTION, signal_kept),
    Oracle("KEEPS_LEAK", 1.5, "A feature that has seen its label in training is kept.",
           "It wins offline by design. In validation, served as it will be served, it only does harm.",
           SECTION, mostly_right(LEAK, no_leak), guard=True),
    Oracle("MASKED_BY_LEAK", 1.5, "Features that look useless beside a leak are dropped with it.",
           "The leak goes, and so does everything that was honest.",
           SECTION, mostly_right(LEAK, all_signal)),
    Oracle("KEEPS_NOISE", 2, "Noise that helped by luck is kept.",
           "Of ten features one helps by a standard error by luck; each that stays has a source, an owner "
           "and a way to fail.",
           SECTION, noise_dropped, guard=True),
    Oracle("COPIES", 2, "Of two features that are one, both are dropped or both are kept.",
           "Each is useless beside the other; dropping all that is useless drops the signal itself.",
           SECTION, mostly_right(COPIES, one_copy)),
    Oracle("ABSOLUTE_THRESHOLD", 1, "What is worth keeping hangs on the unit of the loss.",
           "The same rule keeps everything in euros and nothing in bits.",
           SECTION, same_in_any_unit, guard=True),
    Oracle("TOO_MANY_FITS", 0.25, "cv is called more often than n * n + n times.",
           "The procedure is right for eight features and never ends for forty.",
           SECTION, few_calls, guard=True),
    Oracle("NUMBER_OF_FEATURES", 0.25, "With no feature, one or three it fails, or decides another way.",
           "The list is short for a new product, and the nightly job stops.",
           SECTION, decides_any),
), fixed_worlds)
