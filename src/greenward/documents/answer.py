"""The answer for one item, as text and as data."""

from greenward.documents import wording
from greenward.documents.list_wording import certificate_text, grade_fact, grade_text
from greenward.policy import Rules, check_certificate
from greenward.terms.canonical import plain
from greenward.terms.finding import Answer, Finding
from greenward.terms.names import Language
from greenward.terms.product import Fact, Product
from greenward.texts import say, say_reason


def answer_text(answer: Answer, product: Product | None, rules: Rules, language: Language) -> str:
    """Return the answer as lines for a terminal, with what is known of ``product`` and its certificates checked."""
    name = answer.category.within(language) if answer.category else answer.item
    lines = [say("answer.head", language, item=answer.item, category=name, day=answer.day)]
    if answer.reading is not None:
        lines.append(say_reason(answer.reading, language))
    if product is not None:
        lines += [facts_text(product, answer, language), grade_text(product, answer, language)]
    for finding in answer.findings:
        lines += ["", *_finding(finding, language)]
        if product is not None:
            lines += _certificate(finding, product, rules, language)
    if answer.way is not None:
        lines += ["", say("answer.way", language), *_finding(answer.way, language)]
    if answer.notes:
        lines += ["", *(say_reason(note, language) for note in answer.notes)]
    lines += ["", say("answer.packs", language, packs=answer.packs)]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))


def answer_data(answer: Answer, product: Product | None, language: Language) -> dict[str, object]:
    """Return the answer as JSON data: the values themselves, and beside each finding its sentences."""
    data = plain(answer)
    if not isinstance(data, dict):
        raise TypeError("an answer is an object")
    data["status"] = answer.status.value
    if product is not None:
        data["product"] = plain(product)
    for finding, item in zip(answer.findings, data["findings"], strict=True):
        item["sentence"] = wording.finding_sentence(finding, language)
        item["requirement"] = wording.requirements(finding, language)
    if answer.way is not None and isinstance(data["way"], dict):
        data["way"]["sentence"] = wording.finding_sentence(answer.way, language)
    return data


def facts_text(product: Product, answer: Answer, language: Language) -> str:
    """Return the facts that a sheet states of a product, each with its unit."""
    facts = [
        say("fact.grade", language, name=say(grade_fact(answer), language), value=item.quantity.value)
        if item.quantity.unit == "grade"
        else say("fact.stated", language, **_stated(item, language))
        for item in product.facts
    ]
    return say("fact.all", language, facts=wording.SEPARATOR[language].join(facts)) if facts else ""


def _stated(fact: Fact, language: Language) -> dict[str, object]:
    name, unit = say(f"fact.{fact.name}", language), say(f"unit.{fact.quantity.unit}", language)
    return {"name": name, "value": fact.quantity.value, "unit": unit}


def _certificate(finding: Finding, product: Product, rules: Rules, language: Language) -> list[str]:
    wanted = finding.required("certificate")
    if wanted is None:
        return []
    steps = check_certificate(product.certificates, product.model, finding, rules)
    return ["  " + certificate_text(wanted, steps, language, {})]


def _finding(finding: Finding, language: Language) -> list[str]:
    status = wording.status(finding, language)
    level = say(f"level.{finding.level.value}", language)
    sentence = wording.finding_sentence(finding, language)
    if not finding.citations:
        return [say("answer.open", language, status=status, sentence=sentence)]
    lines = [say("answer.finding", language, status=status, level=level, sentence=sentence)]
    rows = finding_rows(finding, language)
    return lines + ["  " + say("answer.line", language, label=label, text=text) for label, text in rows]


def finding_rows(finding: Finding, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what stands beside a finding's sentence, each with its label: what it asks, its room, source and mark."""
    rows = {
        "answer.requires": wording.requirements(finding, language),
        "answer.evidence": wording.SEPARATOR[language].join(
            say(f"evidence.{item}", language) for item in finding.evidence
        ),
        "answer.order": " → ".join(say(f"step.{step}", language) for step in finding.certificate_order),
        "answer.room": wording.SEPARATOR[language].join(wording.room(item, language) for item in finding.rooms),
        "answer.source": wording.SEPARATOR[language].join(wording.citation(c, language) for c in finding.citations),
        "answer.mark": say(f"mark.{finding.mark.value}", language),
    }
    return tuple((say(code, language), text) for code, text in rows.items() if text and text != "—")
