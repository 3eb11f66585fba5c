"""Office holders in time: how long a person counts as politically exposed."""
