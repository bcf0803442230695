"""The `craft` command: learner, mentor and author commands, one module each."""
