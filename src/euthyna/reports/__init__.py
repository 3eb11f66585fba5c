"""What leaves the building: a page that people read, and tables that they take further.

``html`` writes everything (:func:`~euthyna.reports.html.write`); ``content`` gathers it from
``overview`` (what was read), ``attention`` (processes), ``standing`` (buyers and suppliers),
``coverage`` (indicators) and ``losses`` (what could not be read), with names from ``subjects``.
``charts`` draws, ``formats`` words numbers and dates, ``prose`` turns docstrings into paragraphs,
``citations`` reads sources and laws, ``filters`` is what templates call, ``exports`` writes CSV,
XLSX (with ``workbook``) and Parquet. ``main_job`` reads, computes and reports in one go.
"""
