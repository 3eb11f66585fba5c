"""Names taken apart: scripts, readings, legal forms, titles, initials.

===============  ====================================================================
``scripts``      the writing system of a word; words that mix look-alikes of two
``cleaning``     names as text, made comparable in bulk
``legal``        legal forms found, written as one word, put into classes
``segmenting``   where words begin and end in names without spaces
``roles``        what a word does in a name
``readings``     words of other alphabets in Latin letters
``sounds``       consonant skeletons
``eastern``      coarse sounds that survive being written in Han, kana, Hangul
``characters``   Chinese characters of names read outside Mandarin
``letters``      single letters of other alphabets in Latin
``vocabulary``   each distinct word once, with all that is known of it, as arrays
``analysis``     many names at once: words by number, and what each does
===============  ====================================================================
"""

from euthyna.entities.names.analysis import Analysed, analyse
from euthyna.entities.names.legal import Form
from euthyna.entities.names.roles import Can, Kind, Role, kinds_of
from euthyna.entities.names.scripts import Script
from euthyna.entities.names.vocabulary import Vocabulary

__all__ = ["Analysed", "Can", "Form", "Kind", "Role", "Script", "Vocabulary", "analyse", "kinds_of"]
