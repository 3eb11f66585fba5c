"""What interprets a reader's declaration, and opens what people hand in.

``inputs`` and ``containers`` open files and unpack packages, ``compiling`` merges releases,
``fast`` turns a declaration into one typed DuckDB scan, ``strict`` reads the same record by
record in Python, ``audit`` counts every field of a file, so that nothing is lost in silence.
"""
