"""Euthyna follows public money from the tender to the account where it ends.

The folders are the flow; each imports only from those above it:

========================  ==============================================================
``base``                  errors, issues, progress, settings: nothing of the domain
``data``                  the tables, the readers that fill them, the lake that keeps them
``entities``              who is who: names, screening against lists, identities
``indicators``            the catalogue of red flags, one function a file
``reports``               what leaves the building: HTML, XLSX, CSV, Parquet
``simulation``            synthetic data in published formats
``surfaces``              the command line: thin, no arithmetic, no SQL
========================  ==============================================================
"""

__version__ = "0.1.0"
