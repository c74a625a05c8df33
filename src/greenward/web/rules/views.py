"""Check an item: what the rules of a day demand of it and why, while the person types."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenward.terms.finding import Answer, Finding, Question
from greenward.terms.names import Language
from greenward.terms.problem import ProblemsError
from greenward.texts import say, say_reason
from greenward.web.accounts.actor import open_to_all
from greenward.web.findings import Shown, shown
from greenward.web.language import language
from greenward.web.rules.forms import CheckForm
from greenward.web.services.rules import checked, rules_of, way_of

OF_BUYER = ("level", "kind", "place")
EXAMPLES: dict[Language, tuple[str, ...]] = {
    "zh": ("台式计算机", "复印纸", "空调", "数据中心用服务器"),
    "en": ("desktop computer", "copy paper", "air conditioner", "server"),
}


@open_to_all
@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Answer for the item of the query; a request of htmx gets the answer alone."""
    lang, today = language(), timezone.localdate()
    asked = "item" in request.GET
    form = CheckForm(lang, today, request.GET if asked else None)
    item = request.GET.get("item", "").strip()
    stated = request.GET.getlist("answer") if request.GET.get("answers_for") == item else []
    context = {
        "form": form,
        "asked": asked,
        "stated": stated,
        "item": item,
        "details": _details(form, asked),
        "examples": EXAMPLES[lang],
    }
    if asked and form.is_valid():
        try:
            context |= _answered(form, request.GET, stated, lang)
        except ProblemsError as error:
            for problem in error.problems:
                form.add_error("item", say(problem.code, lang, **problem.params))
    request_of_htmx = getattr(request, "htmx", False)
    return render(request, "rules/answer.html" if request_of_htmx else "rules/check.html", context)


def _answered(form: CheckForm, query: QueryDict, stated: list[str], lang: Language) -> dict[str, object]:
    said = form.cleaned_data
    rules = rules_of(form.buyer, said["on"])
    answer = checked(said["item"], ";".join(stated), rules)
    if form.buyer is not None:
        answer = replace(answer, way=way_of(answer, said["amount"], said["object"] or "goods", rules))
    return {
        "answer": answer,
        "reading": say_reason(answer.reading, lang) if answer.reading is not None else "",
        "findings": [_shown(finding, query, stated, lang) for finding in answer.findings],
        "way": _shown(answer.way, query, stated, lang) if answer.way is not None else None,
        "notes": list(_notes(answer, lang)),
    }


def _shown(finding: Finding, query: QueryDict, stated: list[str], lang: Language) -> Shown:
    """Return a finding; each answer to its question leads to the query that states it beside what is stated so far."""

    def lead(asked: Question, value: str) -> str:
        said = query.copy()
        if asked.attribute == "category":
            said["item"] = value
        elif asked.attribute in OF_BUYER and asked.code != "ask.attribute":  # a product has a kind too
            said[asked.attribute] = value
        else:
            said.setlist("answer", [*stated, f"{asked.attribute}={value}"])
            said["answers_for"] = query.get("item", "").strip()
        return f"?{said.urlencode()}"

    return shown(finding, lang, lead)


def _notes(answer: Answer, lang: Language) -> Iterator[str]:
    yield from (say_reason(note, lang) for note in answer.notes)
    yield say("answer.packs", lang, packs=answer.packs)


def _details(form: CheckForm, asked: bool) -> bool:
    """Return whether something is stated, or wrong, beside the item: then the rest of the form stands open."""
    names = ("on", "level", "place", "kind", "amount")
    return asked and any(form.data.get(name) or form.errors.get(name) for name in names)
