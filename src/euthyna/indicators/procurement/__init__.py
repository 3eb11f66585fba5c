"""Indicators of procurement, from planning to implementation; one file each."""
