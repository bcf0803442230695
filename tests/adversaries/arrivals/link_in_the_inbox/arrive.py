def arrive(inbox, good):
    (inbox / "evil.ipynb").symlink_to(inbox / "honest" / "honest.zip")
