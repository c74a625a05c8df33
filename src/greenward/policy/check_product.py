"""The answer for a line whose brand and model a unit's own sheet of products knows."""

from collections.abc import Sequence
from dataclasses import replace

from greenward.policy.check import check
from greenward.policy.resolve import Rules
from greenward.terms.finding import Answer, Finding, Level, Question, Reason, Status
from greenward.terms.line import Line
from greenward.terms.product import Product
from greenward.terms.source import Mark, weakest

FROM_SHEET = "reading.product"
"""The reading of an answer that a sheet of products settled."""


def check_product(line: Line, products: Sequence[Product], stated: bool, rules: Rules) -> Answer:
    """Return the answer for ``line`` with what ``products``, those that it names, say of it.

    The sheet settles what the line leaves open; it never overrules what was written. Several products are asked about,
    and so is one of another kind than the line names, where brand and model were ``stated`` in cells of their own;
    within words their head decides: toner for a printer is toner.
    """
    own = check(line, rules)
    if not products:
        return own
    if len(products) > 1:
        names = tuple(f"{item.brand} {item.model}" for item in products)
        return _asked(own, Reason("reason.several_products", {"products": names}), "ask.which_product", names)
    product = products[0]
    known = check(product.line, rules)
    if own.category_id not in (None, known.category_id):
        if not stated:
            return own
        params: dict[str, object] = {
            "named": own.category,
            "product": f"{product.brand} {product.model}",
            "known": known.category or product.line.words,
            "source": product.source,
        }
        return _asked(own, Reason("reason.product_disagrees", params), "ask.which_item", ())
    attributes = {**dict(known.attributes), **dict(own.attributes)}
    answer = check(replace(product.line, attributes=tuple(sorted(attributes.items()))), rules)
    params = {
        "product": f"{product.brand} {product.model}",
        "category": answer.category or product.line.words,
        "source": product.source,
        "obtained": product.obtained,
    }
    findings = tuple(replace(item, mark=weakest((item.mark, Mark.KNOWN))) for item in answer.findings)
    reading = Reason(FROM_SHEET, params)
    return replace(answer, item=own.item, findings=findings, reading=reading)


def _asked(own: Answer, reason: Reason, code: str, choices: tuple[str, ...]) -> Answer:
    """Return that the line cannot be determined before somebody says which thing is meant."""
    finding = Finding(
        status=Status.CANNOT_DETERMINE,
        level=Level.LAW,
        rule="none",
        category=None,
        reason=reason,
        citations=(),
        mark=Mark.KNOWN,
        question=Question(code, "product", choices),
        at_stake=Status.MANDATORY,
    )
    return replace(own, category=None, category_id=None, attributes=(), findings=(finding,), reading=None)
