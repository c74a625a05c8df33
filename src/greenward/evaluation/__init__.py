"""How offers are compared by the law's arithmetic: deductions, price weight, abnormally low prices."""

from greenward.evaluation.deduction import Evaluated, evaluated_price
from greenward.evaluation.low_price import LowPrice, low_prices
from greenward.evaluation.price_weight import price_weight

__all__ = ["Evaluated", "LowPrice", "evaluated_price", "low_prices", "price_weight"]
