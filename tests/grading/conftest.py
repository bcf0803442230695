from tests.graded_tiny import found, graded_as, known, known_tiny, sent  # noqa: F401
from tests.tiny_course import release, tiny  # noqa: F401
