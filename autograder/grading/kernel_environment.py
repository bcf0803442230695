"""What the process that runs a learner's notebook sees of its environment."""
from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from autograder.grading.salt import SALT_VARIABLE
from autograder.practice.checker import KEY_VARIABLE, NBGRADER_VARIABLE, RESULTS_VARIABLE, VARIANT_VARIABLE

# A class is graded on a machine with few cores: threads in each kernel would only contend.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
                    "VECLIB_MAXIMUM_THREADS")


def kernel_environment(key: str, variant: int = 0, results: Path | None = None,
                       inherited: Mapping[str, str] | None = None) -> dict[str, str]:
    """The inherited environment with the learner's key and without the course's salt.

    key: from `learner_key`. variant: of the graded draw. results: a file to which the checks append what
    they find. inherited: default `os.environ`.
    """
    environment = dict(os.environ if inherited is None else inherited)
    environment.pop(SALT_VARIABLE, None)
    environment.update(dict.fromkeys(THREAD_VARIABLES, "1"))
    environment.update({KEY_VARIABLE: key, VARIANT_VARIABLE: str(variant), NBGRADER_VARIABLE: "autograde"})
    # The kernel neither asks a debugger to wait nor belongs to the JupyterLab that may have started us.
    environment.pop("JPY_PARENT_PID", None)
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    if results is not None:
        environment[RESULTS_VARIABLE] = str(results)
    return environment
