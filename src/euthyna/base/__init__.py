"""What everything stands on and what knows nothing of the domain: errors, issues, progress."""
