"""What is stated at a step of a route, and where a finding is settled."""

from collections.abc import Sequence
from typing import Any

from django import forms

from greenward.terms.names import Language
from greenward.terms.route import Step
from greenward.texts import say
from greenward.web.form import Day, Form

FIELDS = {"decision": ("reason", "file"), "override": ("reason",),
          "exemption": ("basis", "authority", "number", "valid_from", "valid_until", "file", "reason")}  # fmt: skip


class WordForm(Form):
    """An approval or a return."""

    room = "approval"
    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    opinion = forms.CharField(max_length=500, required=False, widget=forms.Textarea({"rows": 3}))
    to = forms.ChoiceField(required=False)
    resolution = forms.CharField(max_length=100, required=False)
    file = forms.FileField(max_length=255, required=False)

    def __init__(
        self, language: Language, before: Sequence[Step], resolution: bool, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(language, data, files)
        self.choose("outcome", {name: say(f"approval.{name}", language) for name in ("approved", "returned")})
        steps = {step.id: step.names.within(language) for step in before}
        self.choose("to", steps, say("approval.to_owner", language))
        if not resolution:
            del self.fields["resolution"], self.fields["file"]


class SettleForm(Form):
    """What settles a finding; the kind decides which fields there are."""

    room = "settle"
    basis = forms.CharField(max_length=200)
    authority = forms.CharField(max_length=200)
    number = forms.CharField(max_length=100)
    valid_from = Day(required=False)
    valid_until = Day()
    file = forms.FileField(max_length=255)
    reason = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, language: Language, kind: str, data: Any = None, files: Any = None) -> None:
        super().__init__(language, data, files)
        for name in set(self.fields) - set(FIELDS[kind]):
            del self.fields[name]


class RoutesForm(Form):
    """A file with routes."""

    room = "routes"
    file = forms.FileField(max_length=255)
