"""The candidate index: the few listed names that may be meant, out of millions."""
