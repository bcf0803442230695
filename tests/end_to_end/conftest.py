from tests.end_to_end.graded_class import graded_class  # noqa: F401
from tests.tiny_course import release, tiny  # noqa: F401
