"""Results as people read them: terminal text and notebook HTML."""
