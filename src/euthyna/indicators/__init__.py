"""The catalogue of red flags: one function a file, found by its folder.

``spec`` is the frame that every entry wears, ``flagging`` compares values with thresholds,
``catalogue`` finds the entries, ``plans`` compiles them to SQL, ``running`` runs them,
``steps`` holds what several share, ``evidence`` says why, ``ranking`` who deserves a look first.
"""
