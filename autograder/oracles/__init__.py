"""Reusable behavioural checks: each module states one property of a callable on drawn data."""
