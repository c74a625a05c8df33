"""A form of the house: labels, hints and messages from the catalogues, one look."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest

from greenward.exchange.table import has_hidden_signs
from greenward.terms.names import Language
from greenward.terms.period import FIRST_DAY, LAST_DAY
from greenward.texts import has_text, say

CODES = ("required", "invalid", "max_length", "min_length", "invalid_choice", "min_value", "max_value", "max_digits",
         "max_decimal_places", "max_whole_digits", "missing", "empty", "null_characters_not_allowed")  # fmt: skip


class Form(forms.Form):
    """A form whose field ``name`` is called by the sentence ``<room>.<name>``, with ``<room>.<name>_hint`` below it.

    What is wrong is said by ``<room>.<name>_<code>`` where the catalogues have it, else by ``form.<code>``.
    """

    room: ClassVar[str]

    def __init__(self, language: Language, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, label_suffix="", **kwargs)
        self.language = language
        for name, field in self.fields.items():
            field.label = say(f"{self.room}.{name}", language)
            hint = f"{self.room}.{name}_hint"
            field.help_text = say(hint, language) if has_text(hint, language) else ""
            field.error_messages = _messages(f"{self.room}.{name}", field, language)
            _dress(field)
            if isinstance(field, forms.CharField):
                field.validators.append(_no_hidden_signs(say("form.hidden_signs", language)))

    def choose(self, name: str, among: Mapping[str, str], left_open: str = "") -> None:
        """Offer the choices ``among`` (value to words), and ``left_open`` as the words for none of them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the form's own field
        field.choices = [*([("", left_open)] if left_open else []), *among.items()]


class Day(forms.DateField):
    """A day of this century, as the browser's own calendar gives it."""

    def __init__(self, **kwargs: Any) -> None:
        calendar = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=calendar, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the day; raises ValidationError for none that a calendar or a rule knows."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return day


def version_of(request: HttpRequest) -> int:
    """Return which version of a record the page that is answered had shown; 0 where it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _messages(stem: str, field: forms.Field, language: Language) -> dict[str, Any]:
    limit = getattr(field, "max_length", None)
    general = "form.day" if isinstance(field, Day) else "form.invalid"
    found = {}
    for code in CODES:
        wrong = () if code == "required" else (f"{stem}_invalid",)
        text = next(text for text in (f"{stem}_{code}", f"form.{code}", *wrong, general) if has_text(text, language))
        found[code] = say(text, language, limit=limit)
    return found


def _no_hidden_signs(message: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        if has_hidden_signs(text):
            raise forms.ValidationError(message, "hidden_signs")

    return check


def _dress(field: forms.Field) -> None:
    attrs = field.widget.attrs
    if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
        attrs["class"] = "form-check-input"
    elif isinstance(field.widget, forms.Select):
        attrs["class"] = "form-select"
    else:
        attrs["class"] = "form-control"
