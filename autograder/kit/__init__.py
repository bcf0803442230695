"""What learners get: the course without its answers."""
