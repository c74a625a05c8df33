"""From needs to the best plan a budget can buy."""

from greenward.planning.plan import plan
from greenward.planning.survey import survey

__all__ = ["plan", "survey"]
