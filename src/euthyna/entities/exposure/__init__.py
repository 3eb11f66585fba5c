"""How long after office a person counts as politically exposed, and who shares the exposure.

=================  ==================================================================
``days``           dates of any precision as first and last possible days
``policies``       how long exposure lasts: by law and by date, with the source
``offices``        the time for which an office exposes its holder, as an expression
``states``         current, ended or unknown on a day, and why, as an expression
``people``         the same for tables in memory: what screening shows
``kinship``        words for relatives, as neutral relations with their inverses
``relatives``      exposure that relatives and close associates share
=================  ==================================================================
"""

from euthyna.entities.exposure.policies import DEFAULT, Policy, policies, policy

__all__ = ["DEFAULT", "Policy", "policies", "policy"]
