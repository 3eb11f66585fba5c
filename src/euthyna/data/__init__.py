"""What was published, and kept.

``declarations`` (the vocabulary of readers) < ``model`` (the tables) < ``readers`` (one module
a standard) < ``reading`` (what interprets a reader) < ``store`` (the lake and the engines).
"""
