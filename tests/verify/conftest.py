from tests.verify.sample import importable_checks, measured, sample, sample_root  # noqa: F401
