"""Red flags of who is who: suppliers, owners and directors on lists and in public office."""
