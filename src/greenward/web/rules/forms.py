"""What a person states to have an item checked."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from greenward.exchange.places import PLACES
from greenward.terms.buyer import KINDS, LEVELS, OBJECTS, Buyer
from greenward.terms.names import Language
from greenward.texts import say
from greenward.web.form import Day, Form

LONGEST, MOST_AMOUNT = 200, Decimal("999999999999.99")


class CheckForm(Form):
    """An item and, for the way to buy it, who buys and how much of it in a year."""

    room = "check"
    item = forms.CharField(max_length=LONGEST)
    on = Day(required=False)
    object = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    amount = forms.DecimalField(
        required=False,
        min_value=Decimal(0),
        max_value=MOST_AMOUNT,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )

    def __init__(self, language: Language, today: date, data: Any = None) -> None:
        super().__init__(language, data, initial={"object": "goods"})
        self.today = today
        for name, among in {"object": OBJECTS, "level": LEVELS, "kind": KINDS}.items():
            left_open = "" if name == "object" else say("check.open", language)
            self.choose(name, {word: say(f"choice.{word}", language) for word in among}, left_open)
        places = {code: f"{name} {code}" for code, name in PLACES.items() if code != "CN"}
        self.choose("place", places, say("check.open", language))
        self.fields["item"].widget.attrs.update(autocomplete="off", autofocus=True)

    def clean_on(self) -> date:
        """Return the day to answer for: today where none is given."""
        day: date | None = self.cleaned_data["on"]
        return day or self.today

    @property
    def buyer(self) -> Buyer | None:
        """Who buys; None where nothing is said of it."""
        found = {name: self.cleaned_data[name] for name in ("place", "level", "kind")}
        return Buyer(found["place"] or "CN", found["level"], found["kind"]) if any(found.values()) else None
