"""The mentor's loop on a sample class, away from real grades."""
