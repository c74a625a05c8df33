"""The price of a tonne that a case takes from an imported set instead of stating it."""

from dataclasses import dataclass

from greenward.policy.fields import Fields
from greenward.terms.problem import Place

FIELD = "import"


@dataclass(frozen=True, slots=True)
class ImportedPrice:
    """Which series of which release of an imported set is the price of a tonne, and where the case says so."""

    set: str
    release: str
    series: str
    place: Place


def read_imported_price(method: Fields) -> ImportedPrice | None:
    """Return what ``carbon_price`` of a method section takes from an import; None where it takes nothing."""
    f = method.mapping("carbon_price")
    if f is None or not f.has(FIELD):
        return None
    found = ImportedPrice(f.text(FIELD), f.text("release"), f.text("series"), f.place)
    f.done()
    return found
