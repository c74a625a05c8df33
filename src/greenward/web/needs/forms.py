"""What is stated of a need."""

from __future__ import annotations  # the fields of forms have types only for a checker

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from greenward.terms.names import Language
from greenward.texts import say
from greenward.web.accounts.models import Department
from greenward.web.form import Day, Form
from greenward.web.records.models import Need, NeedLine

MOST_PRICE = Decimal("999999999999.99")


def _price() -> forms.DecimalField:
    box = forms.TextInput({"inputmode": "decimal"})
    return forms.DecimalField(min_value=Decimal("0.01"), max_value=MOST_PRICE, decimal_places=2, widget=box)


class LineForm(Form):
    """One item: what, how many, and what one is thought to cost."""

    room = "need"
    item = forms.CharField(max_length=200)
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.TextInput({"inputmode": "numeric"}))
    unit_price = _price()

    def __init__(self, language: Language, data: Any = None, line: NeedLine | None = None) -> None:
        initial = {} if line is None else {name: getattr(line, name) for name in ("item", "quantity", "unit_price")}
        super().__init__(language, data, initial=initial)
        self.fields["item"].widget.attrs["autocomplete"] = "off"


class HeadForm(Form):
    """What holds for all lines: why, until when, from which money, for which department."""

    room = "need"
    purpose = forms.CharField(max_length=500)
    needed_by = Day()
    funding = forms.CharField(max_length=100)
    department: forms.ModelChoiceField[Department] = forms.ModelChoiceField(None)

    def __init__(
        self, language: Language, among: Sequence[Department], data: Any = None, need: Need | None = None
    ) -> None:
        names = ("purpose", "needed_by", "funding", "department")
        initial: dict[str, Any] = {} if need is None else {name: getattr(need, name) for name in names}
        if need is None and among:
            initial["department"] = among[0]
        super().__init__(language, data, initial=initial)
        offered = self.fields["department"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101  the field above
        offered.queryset = Department.objects.filter(pk__in=[each.pk for each in among])
        offered.empty_label = None
        if len(among) == 1:
            offered.widget = forms.HiddenInput()
            offered.initial = among[0].pk


class NewForm(HeadForm):
    """A need with its first line on one page."""

    item = LineForm.base_fields["item"]
    quantity = LineForm.base_fields["quantity"]
    unit_price = LineForm.base_fields["unit_price"]
    field_order = ("item", "quantity", "unit_price", "purpose", "needed_by", "funding", "department")


class ListForm(Form):
    """A department's list as a file."""

    room = "need"
    file = forms.FileField(max_length=255)


def heading(language: Language, need: Need) -> str:
    """Return how a need is called: by its number, or as a draft."""
    return need.number or say("need.draft", language, number=need.pk)
