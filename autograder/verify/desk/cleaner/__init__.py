"""A cleaner of the Desk's raw files that shows that their defects can be undone.

It solves tasks of the course, so it is left out of what learners get, like all of `autograder.verify`.
"""
from .labels import labels_from_events, labels_from_snapshot, reconciled_labels
from .reading import RawFiles, read_raw

__all__ = ["RawFiles", "labels_from_events", "labels_from_snapshot", "read_raw", "reconciled_labels"]
