"""The learner's own folder `work/`: copies of notebooks, and the page that they start from."""
