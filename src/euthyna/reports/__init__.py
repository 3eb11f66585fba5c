"""What leaves the building: a page that people read, and tables that they take further.

``html`` writes everything (:func:`~euthyna.reports.html.write`); ``content`` gathers it from
``overview`` (what was read), ``attention`` (processes), ``standing`` (buyers and suppliers),
``coverage`` (indicators) and ``losses`` (what could not be read). ``charts`` draws, ``formats``
words numbers and dates, ``prose`` turns docstrings into paragraphs, ``exports`` writes CSV, XLSX
and Parquet.
"""
