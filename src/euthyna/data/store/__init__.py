"""What keeps the tables.

``lake`` (snapshots of Parquet files), ``ledger`` (what people decided), ``loading`` (files into
the lake), ``engines`` (DuckDB and Spark over its snapshots).
"""
