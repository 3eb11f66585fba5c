"""Bringing a ledger to the tables that this version expects, step by step.

:mod:`~euthyna.data.store.ledger.migrations.running` runs the steps in ``versions``. There is no
``env.py``: the connection comes from whoever opens the ledger, inside its transaction, so that a
step is done whole or not at all.
"""
