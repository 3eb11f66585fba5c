"""Who is who: names, candidates, scores, screening against lists, identities.

The rooms, in the order of the flow:

=================  ==================================================================
``records``        one party with all that is known of it, as asked about or as listed
``parties``        many records as columns, as numpy and Arrow see them
``gathering``      from the tables of who is who to one row a party
``names``          names taken apart: scripts, readings, legal forms, titles
``index``          the few listed names that may be meant, out of millions
``scoring``        how probable it is that two records are one, feature by feature
``exposure``       how long after office a person counts as politically exposed
``screening``      queries against lists, with the memory of what was decided
``resolution``     parties that are one, with the evidence of every link
=================  ==================================================================
"""
