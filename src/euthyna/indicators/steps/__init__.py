"""Intermediate tables that several indicators share; one file each, computed once per run."""
