"""Names taken apart: scripts, readings, legal forms, titles, initials."""
