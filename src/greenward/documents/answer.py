"""The answer for one item, as text and as data."""

from greenward.documents import wording
from greenward.terms.canonical import plain
from greenward.terms.finding import Answer, Finding
from greenward.terms.names import Language
from greenward.texts import say, say_reason


def answer_text(answer: Answer, language: Language) -> str:
    """Return the answer as lines for a terminal."""
    name = answer.category.within(language) if answer.category else answer.item
    lines = [say("answer.head", language, item=answer.item, category=name, day=answer.day)]
    if answer.reading is not None:
        lines.append(say_reason(answer.reading, language))
    for finding in answer.findings:
        lines += ["", *_finding(finding, language)]
    if answer.way is not None:
        lines += ["", say("answer.way", language), *_finding(answer.way, language)]
    if answer.notes:
        lines += ["", *(say_reason(note, language) for note in answer.notes)]
    lines += ["", say("answer.packs", language, packs=answer.packs)]
    return "\n".join(lines)


def answer_data(answer: Answer, language: Language) -> dict[str, object]:
    """Return the answer as JSON data: the values themselves, and beside each finding its sentences."""
    data = plain(answer)
    if not isinstance(data, dict):
        raise TypeError("an answer is an object")
    data["status"] = answer.status.value
    for finding, item in zip(answer.findings, data["findings"], strict=True):
        item["sentence"] = wording.finding_sentence(finding, language)
        item["requirement"] = wording.requirements(finding, language)
    if answer.way is not None and isinstance(data["way"], dict):
        data["way"]["sentence"] = wording.finding_sentence(answer.way, language)
    return data


def _finding(finding: Finding, language: Language) -> list[str]:
    status = wording.status(finding, language)
    level = say(f"level.{finding.level.value}", language)
    sentence = wording.finding_sentence(finding, language)
    if not finding.citations:
        return [say("answer.open", language, status=status, sentence=sentence)]
    lines = [say("answer.finding", language, status=status, level=level, sentence=sentence)]
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
    lines += [
        "  " + say("answer.line", language, label=say(code, language), text=text)
        for code, text in rows.items()
        if text and text != "—"
    ]
    return lines
