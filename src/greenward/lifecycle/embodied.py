"""Category values of embodied carbon from imported footprints, fixed in a method before anything is computed."""

from collections.abc import Iterable
from dataclasses import replace

from greenward.lifecycle.footprint import category_value
from greenward.terms.footprint import Footprint, FootprintList
from greenward.terms.method import CategoryFootprint, Method


def with_category_values(method: Method, imported: Iterable[FootprintList], categories: Iterable[str]) -> Method:
    """Return ``method`` with the value of each of ``categories`` that it does not state itself, where a set gives one.

    Of several sets the one retrieved last speaks. A category that no set has enough products of stays without.
    """
    sets = sorted(imported, key=lambda item: (item.origin.retrieved, item.origin.file), reverse=True)
    found = []
    for category in sorted(set(categories) - {item.category for item in method.embodied}):
        values = (category_value(each, category) for each in sets)
        value = next((item for item in values if isinstance(item, Footprint)), None)
        if value is not None:
            found.append(CategoryFootprint(category, value, None))
    return replace(method, embodied=(*method.embodied, *found)) if found else method
