"""Sentences of the library in templates, in the language of the request."""

from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.forms import BoundField

from greenward.terms.finding import Reason
from greenward.terms.names import Names
from greenward.texts import enumerated, say, say_reason
from greenward.web.accounts import wording
from greenward.web.accounts.models import Grant
from greenward.web.language import language

register = template.Library()


@register.simple_tag(name="say")
def sentence(code: str, **params: object) -> str:
    """Return the sentence ``code`` with its parameters put in; escaped as every value is."""
    return say(code, language(), **params)


@register.filter
def words(value: Names | Reason | Sequence[Reason]) -> str:
    """Return a name, a reason or several of them in words."""
    if isinstance(value, Names):
        return value.within(language())
    if isinstance(value, Reason):
        return say_reason(value, language())
    return enumerated((say_reason(item, language()) for item in value), language())


@register.filter
def grants_words(grants: Sequence[Grant]) -> str:
    """Return several roles and where they hold."""
    return enumerated((grant_words(grant) for grant in grants), language())


@register.filter
def money(amount: Decimal) -> str:
    """Return an amount in CNY with two decimals and groups of three digits."""
    return f"{amount:,.2f}"


@register.filter
def need_state(state: str) -> str:
    """Return the state of a need in words."""
    return say(f"need.state_{state}", language())


@register.filter
def need_outcome(outcome: str) -> str:
    """Return what was done at a step in words."""
    return say(f"approval.done_{outcome}", language())


@register.filter
def settled_by(kind: str) -> str:
    """Return what settled a finding in words."""
    return say(f"settle.by_{kind}", language())


@register.filter
def settle_by(kind: str) -> str:
    """Return how a finding may be settled, as the name of the act."""
    return say(f"settle.act_{kind}", language())


@register.filter
def grant_words(grant: Grant) -> str:
    """Return a role and where it holds."""
    return say_reason(wording.grant_words(grant), language())


@register.filter
def control(field: BoundField) -> str:
    """Return a field's control in the one look, also where the form is not of the house."""
    dressed = "class" in field.field.widget.attrs
    return field.as_widget(attrs=None if dressed else {"class": "form-control"})
