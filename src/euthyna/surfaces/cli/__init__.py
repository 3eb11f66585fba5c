"""The command line: ``app`` is the door, one module for each noun."""
