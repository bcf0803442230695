"""A submission on its way: packed by a learner, taken in by a mentor, kept as it came."""
