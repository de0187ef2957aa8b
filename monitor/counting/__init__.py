"""Bare counts of anonymous answers: seen by `monitor.disclosure` and the pipeline alone."""
