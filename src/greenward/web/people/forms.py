"""What is stated of people: a role, a deputy, a list."""

from __future__ import annotations  # the fields of forms have types only for a checker

from datetime import date
from typing import Any

from django import forms

from greenward.terms.names import Language
from greenward.terms.role import Role
from greenward.texts import say, say_reason
from greenward.web.accounts.models import Department, Grant, Organisation
from greenward.web.accounts.wording import grant_words
from greenward.web.form import Day, Form


class RoleForm(Form):
    """A role for a person."""

    room = "grant"
    role = forms.ChoiceField()
    department: forms.ModelChoiceField[Department] = forms.ModelChoiceField(None, required=False)
    starts = Day()
    ends = Day(required=False)

    def __init__(self, language: Language, organisation: Organisation, today: date, data: Any = None) -> None:
        super().__init__(language, data, initial={"starts": today})
        self.choose(
            "role", {role.value: say(f"role.{role.value}", language) for role in Role}, say("form.choose", language)
        )
        departments = self.fields["department"]
        assert isinstance(departments, forms.ModelChoiceField)  # noqa: S101  the field above
        departments.queryset = organisation.departments.order_by("code")
        departments.empty_label = say("grant.everywhere", language)


class DeputyForm(Form):
    """A deputy for an own role. The deputy is named by the sign-in name, as everyone knows it from signing in."""

    room = "deputy"
    grant: forms.ModelChoiceField[Grant] = forms.ModelChoiceField(None)
    deputy = forms.CharField(max_length=60)
    starts = Day()
    ends = Day()
    reason = forms.CharField(max_length=200)

    def __init__(self, language: Language, grants: list[Grant], today: date, data: Any = None) -> None:
        super().__init__(language, data, initial={"starts": today})
        held = self.fields["grant"]
        assert isinstance(held, forms.ModelChoiceField)  # noqa: S101  the field above
        held.queryset = Grant.objects.filter(pk__in=[grant.pk for grant in grants])
        self.choose(
            "grant",
            {str(grant.pk): say_reason(grant_words(grant), language) for grant in grants},
            say("form.choose", language),
        )


class ListForm(Form):
    """A file with people."""

    room = "people"
    file = forms.FileField(max_length=255)
