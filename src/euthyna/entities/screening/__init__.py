"""Queries against lists: candidates, probabilities, reasons, and what was decided before.

=================  ==================================================================
``dossiers``       all that is known of a party, as an entity of FollowTheMoney
``matches``        what screening found
``numbers``        parties found by a number they share
``screener``       queries against lists
``opening``        lists read from files, and kept ready for the next time
``asking``         files of queries against files of lists
``sightings``      what records looked like when they were shown
``organisations``  who takes part in procurement
``memory``         what people decided before
``screened``       what a run gave, kept in the results of a workspace
``rescreening``    only what changed is screened again
``workspace``      everyone in a workspace against all its lists
=================  ==================================================================
"""
