"""TODO-map."""
