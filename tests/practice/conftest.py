from tests.tiny_course import release, tiny  # noqa: F401
