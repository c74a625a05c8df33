"""The tables of the records."""

from greenward.web.records.models.finding import Finding, Settlement
from greenward.web.records.models.mark import Mark
from greenward.web.records.models.need import Need, NeedLine
from greenward.web.records.models.route import RouteSet

__all__ = ["Finding", "Mark", "Need", "NeedLine", "RouteSet", "Settlement"]
