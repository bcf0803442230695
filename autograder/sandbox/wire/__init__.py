"""Plain data between two processes: JSON for plain values, bytes for arrays, Arrow for long text; no pickle.

Both sides rebuild every value from its description; nothing that arrives is ever run.
"""
