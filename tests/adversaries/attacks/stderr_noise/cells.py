# %% double
import sys, warnings

def double(values):
    print("working ...", file=sys.stderr)
    warnings.warn("this takes a moment", FutureWarning)
    return [value and 2 * value for value in values]
