"""One module per published standard: what it says, as a declaration. No code that reads."""
