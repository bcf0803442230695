"""The 45 features of the disruption problem, one module a group, each as known at the decision time."""
