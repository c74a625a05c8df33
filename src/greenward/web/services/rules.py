"""The rules that hold for an organisation on a day, and what they say of an item."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings

from greenward.exchange.item import item_line
from greenward.policy import Rules, check, load_packs, resolve, way
from greenward.terms.buyer import Buyer
from greenward.terms.finding import Answer, Finding
from greenward.terms.money import Money
from greenward.terms.need import Asked
from greenward.web.accounts.models import Organisation


@lru_cache(maxsize=64)
def rules_of(buyer: Buyer | None, day: date) -> Rules:
    """Return the rules in force for a buyer (None: those of the nation) on a day; raises ProblemsError."""
    return resolve(load_packs(settings.PACK, buyer), day, buyer)


def checked(item: str, attributes: str, rules: Rules) -> Answer:
    """Return what the rules say of an item, in words or as a code; raises ProblemsError for what cannot be read."""
    return check(item_line(item, "", attributes, rules), rules)


def readable(line: Asked, organisation: Organisation, day: date) -> None:
    """Raise ProblemsError for a line of a need that the organisation's rules of a day cannot read."""
    checked(line.item, line.attributes, rules_of(organisation.buyer, day))


def way_of(answer: Answer, amount: Decimal | None, object_: str, rules: Rules) -> Finding:
    """Return the lawful way to buy it, at an amount in the pack's currency."""
    return way(answer, None if amount is None else Money(amount, "CNY"), object_, rules)
