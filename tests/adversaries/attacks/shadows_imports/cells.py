# %% after setup
import json, pandas, autograder, IPython, traceback
print([module.__file__ for module in (json, pandas, autograder, IPython, traceback) if "/tmp/" in module.__file__])
