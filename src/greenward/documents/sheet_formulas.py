"""The life-cycle cost of an offer as live formulas over the sheet's inputs and factors.

They say once more, in a spreadsheet's words, what ``lifecycle.flows`` and ``lifecycle.present`` compute; a test has
LibreOffice work them out and compares. ``[0]`` is the offer's number, by which its inputs are looked up.
"""

from greenward.documents.factors_table import GRID, YEAR, Moment, discount_range, price_range
from greenward.documents.method_cells import YEARS
from greenward.documents.sheet_offer import SheetOffer
from greenward.lifecycle.carbon import KILOGRAMS_A_TONNE
from greenward.terms.life_cycle import COST_PARTS
from greenward.terms.method import RESOURCES, Method


def input_range(name: str) -> str:
    """Return the name of the column of an input."""
    return f"in_{name}"


def part_formulas(offer: SheetOffer, method: Method) -> dict[str, str]:
    """Return the formula of each cost part whose figure is known."""
    made = {
        "purchase": _of("purchase"),
        "installation": _of("installation"),
        **{name: _resource(name, method) for name in RESOURCES},
        "consumables": f"{_of('consumables')}*{_sum(method, 'consumables', 'use')}",
        "maintenance": _maintenance(offer, method),
        "replacement": _replacement(offer, method),
        "end_of_life": f"{_of('end_of_life')}*({_last(method, 'end_of_life')}{_each(offer, method, 'end_of_life')})",
        "carbon_price": _carbon_price(offer, method),
        "residual": _residual(offer, method),
    }
    return {part: made[part] for part in COST_PARTS if offer.judged.life.part(part) is not None}


def use_formula() -> str:
    """Return the carbon of use over the study."""
    return f"{_of('electricity')}*SUM({GRID})"


def footprint_formula() -> str:
    """Return embodied carbon of every piece bought, and use, over the study."""
    return f"{_of('embodied')}*(1+SUMPRODUCT({_replaced()}))+{use_formula()}"


def _of(name: str) -> str:
    return f"INDEX({input_range(name)},[0])"


def _path(method: Method, part: str) -> str:
    price = method.carbon_price if part == "carbon_price" else method.price(part)
    return price.path if price is not None else method.path_of(part)


def _factor(method: Method, part: str, moment: Moment) -> str:
    """Return the factor of each year by which money of the base date becomes a present value."""
    moved = price_range(method, _path(method, part), moment)
    return discount_range(method, moment) + (f"*{moved}" if moved else "")


def _sum(method: Method, part: str, moment: Moment, counted: str = "") -> str:
    """Return the sum of the factors of the years that count."""
    return f"SUMPRODUCT({counted}{'*' if counted else ''}{_factor(method, part, moment)})"


def _last(method: Method, part: str) -> str:
    """Return the factor of the end of the study."""
    names = _factor(method, part, "end").split("*")
    return "*".join(f"INDEX({name},{YEARS})" for name in names)


def _replaced() -> str:
    """Return 1 for each year at whose end a piece is replaced, else 0."""
    return f"(MOD({YEAR},{_of('life')})=0)*({YEAR}<{YEARS})"


def _each(offer: SheetOffer, method: Method, part: str) -> str:
    """Return, to be added, the sum of factors of the years in which a piece is replaced; nothing where it lasts."""
    return f"+{_sum(method, part, 'end', _replaced())}" if offer.given.life is not None else ""


def _resource(name: str, method: Method) -> str:
    return f"{_of(name)}*unit_price_{name}*{_sum(method, name, 'use')}"


def _maintenance(offer: SheetOffer, method: Method) -> str:
    """Return maintenance of the years in which the piece in service is old enough."""
    age = YEAR if offer.given.life is None else f"(MOD({YEAR}-1,{_of('life')})+1)"
    counted = f"({age}>={_of('maintenance_from')})"
    return f"{_of('maintenance')}*{_sum(method, 'maintenance', 'use', counted)}"


def _replacement(offer: SheetOffer, method: Method) -> str:
    price = f"({_of('purchase')}+{_of('installation')})" if offer.given.installation is not None else _of("purchase")
    return f"{price}*{_sum(method, 'purchase', 'end', _replaced())}"


def _residual(offer: SheetOffer, method: Method) -> str:
    """Return what is received: the stated value of pieces that are replaced, and the last one's at the end."""
    stated, life = _of("residual"), _of("life")
    if offer.given.life is None:
        return f"-{stated}*{_last(method, 'purchase')}"
    unused = f"MOD(0-{YEARS},{life})/{life}"
    if offer.given.residual is None:
        return f"-{_of('purchase')}*{unused}*{_last(method, 'purchase')}"
    end = f"IF({life}>={YEARS},{stated},{stated}+({_of('purchase')}-{stated})*{unused})"
    return f"-{end}*{_last(method, 'purchase')}-{stated}*{_sum(method, 'purchase', 'end', _replaced())}"


def _carbon_price(offer: SheetOffer, method: Method) -> str:
    """Return the price of the emissions of the pieces bought, each in its year, and of use."""
    view, parts = offer.judged.life.carbon, []
    if view.embodied is not None:
        parts.append(f"{_of('embodied')}*(1{_each(offer, method, 'carbon_price')})")
    if view.use:
        parts.append(f"{_of('electricity')}*{_sum(method, 'carbon_price', 'end', GRID)}")
    return f"unit_price_carbon/{KILOGRAMS_A_TONNE}*({'+'.join(parts)})"
