"""The proof that the Desk is what its card says: each claim measured on fresh worlds, by one command."""
