# %% after double
import os
held = []
try:
    while len(held) < 40:
        held.append(os.openpty())
except OSError:
    pass
print("terminals", len(held))
