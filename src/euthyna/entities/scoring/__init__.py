"""How probable it is that two records are one, feature by feature."""

from euthyna.entities.scoring.reasons import Reason

__all__ = ["Reason"]
