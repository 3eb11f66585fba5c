"""How probable it is that two records are one, feature by feature."""
