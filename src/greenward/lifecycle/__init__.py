"""What an offer costs and emits over its life."""

from greenward.lifecycle.cost import life_cycle
from greenward.lifecycle.discount import present_value, uniform_present_value

__all__ = ["life_cycle", "present_value", "uniform_present_value"]
