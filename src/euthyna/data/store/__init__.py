"""What keeps the tables.

``lake`` (snapshots of Parquet files), ``loading`` (files into the lake), ``engines`` (DuckDB and
Spark over its snapshots).
"""
