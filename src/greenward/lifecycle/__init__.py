"""What an offer costs and emits over its life."""

from greenward.lifecycle.cost import life_cycle

__all__ = ["life_cycle"]
