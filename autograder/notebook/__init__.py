"""Text to notebook and back: sources, twins, and rebuilding a submission from its release."""
