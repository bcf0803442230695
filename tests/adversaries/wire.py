# An attacker's tools: the end of the wire that lies in the learner's process, for code that looks for it.
# This file is put before the cells of an attack that says `uses_wire`.
import gc
import json
import os  # noqa: F401 - for the cells of attacks
import struct


def wire():
    """The service of this process, which has the connection."""
    from autograder.sandbox.service import Service
    return next(item for item in gc.get_objects() if type(item) is Service)


def raw(data):
    """Write bytes."""
    sock = wire()._channel._sock
    sock.setblocking(True)
    try:
        sock.sendall(data)
    finally:
        sock.setblocking(False)


def message(tree, blobs=b""):
    """Write a whole message."""
    text = json.dumps([[len(blobs)] if blobs else [], tree]).encode()
    raw(struct.pack(">IQ", len(text), len(blobs)) + text + blobs)


def reply(**parts):
    """Reply to the question that is asked now."""
    message({"reply": wire()._question, **parts})
