"""What people and programs touch: thin, no arithmetic, no SQL."""
