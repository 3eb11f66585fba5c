"""What the product finds of what was planted: the scorecard.

===============  ==========================================================================
``intervals``    how sure a share is: Wilson, Student over seeds; how surprising a count is
``joining``      the ground truth laid beside the results of one workspace
``sample``       one simulated country with its results, as plain values
``chance``       what would be flagged anyhow, and which indicators do better than that
``card``         the scorecard of one sample or of several seeds
``page``         the scorecard in Markdown
``trials``       simulate, run and join, seed by seed
===============  ==========================================================================
"""

from euthyna.simulation.scoring.card import Card, score
from euthyna.simulation.scoring.joining import join
from euthyna.simulation.scoring.page import markdown
from euthyna.simulation.scoring.sample import Sample
from euthyna.simulation.scoring.trials import trial

__all__ = ["Card", "Sample", "join", "markdown", "score", "trial"]
