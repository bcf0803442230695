"""What has been done so far: progress of a learner, pages for a cohort."""
