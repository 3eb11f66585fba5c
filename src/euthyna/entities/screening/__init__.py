"""Queries against lists: candidates, probabilities, reasons, and what was decided before."""
