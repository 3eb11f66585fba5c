"""The services that others already use: yente's matching API, and the Reconciliation Service API.

A request goes through the modules in this order:

===============  ====================================================================
``settings``     where to listen, who may ask, and how much
``app``          all of it put together
``guarding``     sizes, keys, hosts and headers, before anything is read
``matching``     ``/match`` and ``/search``
``listed``       ``/entities``
``reconciling``  ``/reconcile``: queries and data extension
``candidates``   from queries of that standard to what it wants to hear
``suggesting``   ``/reconcile``: suggestions while a person types, and previews
``previews``     a small page on a party
``system``       ``/algorithms``, ``/catalog``, health
``vocabulary``   the classes and properties of FollowTheMoney that are understood
``questions``    from what is asked to the records that are screened
``scopes``       which of the listed parties a request wants to hear of
``desk``         many requests, one call of the screener at a time
``keeping``      the lists that are open, and opened again when they change
``opening``      lists in files and workspaces, as the services want them
``lists``        what the services need to know of the lists
``answers``      from matches and records to what is answered
``features``     what the score is made of
``responses``    what every route needs
``shapes``       the published shapes of questions and answers
===============  ====================================================================
"""
