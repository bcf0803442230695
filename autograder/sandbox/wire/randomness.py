"""Random generators of numpy, by their states, and the two global ones of a process."""
from __future__ import annotations

import random
from typing import Any

import numpy as np

from autograder.sandbox.errors import BadMessage, NotPlain
from autograder.sandbox.wire.coding import Decode, Decoding, Encode, Encoding

_BITS = {kind.__name__: kind for kind in (np.random.PCG64, np.random.PCG64DXSM, np.random.MT19937,
                                          np.random.Philox, np.random.SFC64)}
_KEY_WORDS = 624
# Places within a generator's buffer, which numpy takes unseen and reads from.
_PLACES = {"pos": _KEY_WORDS, "buffer_pos": 4, "has_uint32": 1, "has_gauss": 1}


def global_states() -> dict[str, Any]:
    """The states of `random` and of numpy's global generator, as plain values."""
    return {"random": random.getstate(), "numpy": np.random.get_state()}


def set_global_states(states: Any) -> None:
    """Set what `global_states` returned; raises BadMessage for anything else."""
    try:
        version, words, gauss = states["random"]
        name, key, position, has_gauss, cached = states["numpy"]
        if name != "MT19937" or len(words) != _KEY_WORDS + 1 or not 0 <= words[-1] <= _KEY_WORDS:
            raise ValueError("no state")
        state = {"bit_generator": name, "state": {"key": key, "pos": position}, "has_gauss": has_gauss,
                 "gauss": cached}
        _check_places(state)
        random.setstate((version, tuple(words), gauss))
        np.random.set_state(state)
    except (ValueError, TypeError, KeyError, OverflowError, IndexError) as error:
        raise BadMessage(f"a state of random generators that is none ({type(error).__name__})") from None


def set_state(generator: np.random.Generator | np.random.RandomState, to: Any) -> None:
    """Bring a generator to the state of another of its kind."""
    if type(generator) is not type(to) or _bits(generator)["bit_generator"] != _bits(to)["bit_generator"]:
        raise BadMessage("the state of another generator")
    if isinstance(generator, np.random.Generator):
        generator.bit_generator.state = to.bit_generator.state
    else:
        generator.set_state(to.get_state(legacy=False))


def _bits(generator: np.random.Generator | np.random.RandomState) -> dict[str, Any]:
    if isinstance(generator, np.random.Generator):
        return dict(generator.bit_generator.state)
    return dict(generator.get_state(legacy=False))


def _encode(tag: str) -> Encode:
    def encode(value: Any, to: Encoding) -> Any:
        state = _bits(value)
        if state["bit_generator"] not in _BITS:
            raise NotPlain(f"a generator of {state['bit_generator']} is no plain data")
        return [tag, to.encode(state)]
    return encode


def _decode_generator(parts: list[Any], source: Decoding) -> np.random.Generator:
    state = source.decode(*parts)
    _check_places(state)
    bits = _BITS[state["bit_generator"]](0)
    bits.state = state
    return np.random.Generator(bits)


def _decode_random_state(parts: list[Any], source: Decoding) -> np.random.RandomState:
    state = source.decode(*parts)
    _check_places(state)
    made = np.random.RandomState(0)
    made.set_state(state)
    return made


def _check_places(state: Any) -> None:
    for name, value in state.items():
        if isinstance(value, dict):
            _check_places(value)
        elif name in _PLACES and not (isinstance(value, int | np.integer) and 0 <= value <= _PLACES[name]):
            raise BadMessage("a state of a random generator that is none")


ENCODERS: dict[type, Encode] = {np.random.Generator: _encode("generator"),
                                np.random.RandomState: _encode("random state")}
DECODERS: dict[str, Decode] = {"generator": _decode_generator, "random state": _decode_random_state}
