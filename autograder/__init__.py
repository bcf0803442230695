"""ML Craft: course content, checks and grading (see the `craft` command in `autograder.cli`)."""
