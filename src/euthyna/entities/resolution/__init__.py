"""Parties that are one: links with their evidence, and the identities made of them.

==============  =====================================================================
``candidates``  pairs worth comparing: near names, shared numbers and addresses
``agreeing``    how seldom two strangers would agree in as much
``clustering``  links become groups, without chains; decisions go first
``judging``     how strong a link is, and what two records cannot both say
``resolving``   all of it, and how each member came into its identity
``evidence``    the reasons of many links
``identities``  the rows of the table, and the pairs that were kept apart
``keeping``     both in the results of a workspace
``workspaces``  the parties of a workspace, with what people decided there
``explaining``  one identity: members, evidence, decisions
``exporting``   identities as entities of FollowTheMoney, or as a table
==============  =====================================================================
"""
