"""Grade one submission: where its code runs, on whose data, and what it has earned."""
