"""A category from free words: what is meant, why, or the question that decides it.

The words of a purchase end in their head: 电脑桌 is a desk, "toner for a printer" is toner. So the longest known
word at the end of the first phrase says what the thing is, and all other words only say which.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from greenward.catalogue.lexicon import Ambiguity, Lexicon, Meaning, Sense
from greenward.catalogue.spelling import corrected, looks_like, sounds_like, vocabulary
from greenward.catalogue.wording import ASIDE, CJK, asides, bare, english_heads, is_latin, normal, phrases
from greenward.terms.category import Attributes
from greenward.terms.finding import Question, Reason

MOST = 5
_POWER = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,2})?) ?(?:kw|千瓦)")
NONE = "none"
_AND = re.compile(f"{ASIDE}|以及|[及和与、+]|连同|配套|附带")
_JOINED = re.compile(f"[、+/&]|以及|外加|另加|[及和与加]|{ASIDE}")
_STROKE = re.compile("[、+/&]")
_COMES_WITH = re.compile("附带|附赠|赠送|配备|配有|连带|自带|带|含|配(?![套件合置送电])|附|赠|送(?![货水风餐检达])")
_WITH = re.compile(r"\s(?:含|带|包含|附|另配|配|不要|不含|无需|需)")
_PURPOSE = re.compile(rf"(?<=[{CJK}a-z0-9])\s+\S*[{CJK}]用(?=\s|$)")
_BEFORE = re.compile(r"(?<=\w) (?:for|with|in|at|on|to|from|by|including|and|without)\b| w/")
_CHINESE = re.compile(f"[{CJK}]")
_TELLING = re.compile(
    rf"[{CJK}]{{2,}}|\b(case|cover|keyboard|pen|pencil|stand|dock|adapter|charger|bag|cable|battery|toner|ink)\b"
)
"""What may stand behind a product line and make another thing of it."""
_VAGUE = re.compile("(改造|工程|建设|系统)$")
_LOOKS = re.compile("[黑白灰银金红蓝绿紫粉黄橙棕深浅]+色|标配|高配|低配|顶配")


class Kind(Enum):
    """How a proposal ended; OTHER: something outside the lists; UNKNOWN: a head that no word list holds."""

    PRODUCT = "product"
    AMBIGUOUS = "ambiguous"
    ACCESSORY = "accessory"
    CONSUMABLE = "consumable"
    SERVICE = "service"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category that may be meant, the attributes that the words settle, and why."""

    category_id: str
    attributes: Attributes
    reason: Reason


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a wording may mean, likeliest first; ``question`` decides what the words leave open.

    ``certain``: a rule may rest on the first proposal; else a person confirms it. ``reason`` says why where nothing of
    the lists is meant.
    """

    kind: Kind
    proposals: tuple[Proposal, ...] = ()
    question: Question | None = None
    certain: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A known word in a text, where it starts, and how it was written."""

    word: str
    start: int
    written: str = ""


def propose(words: str, lexicon: Lexicon) -> Proposals:
    """Return up to five categories that ``words`` may mean, or that they mean nothing of the lists."""
    text, whole = asides(words)
    context = normal(whole, lexicon.simplified)
    first, *more = phrases(text)[:2] or [text]
    found = _of_parts(first, context, lexicon)
    if found is None and more:
        found = _of_parts(more[0], context, lexicon)
        if found is not None and not found.proposals and not _CHINESE.search(more[0]):
            found = None  # what specifies an English thing denies nothing
    found = found or _of_model(context, lexicon) or _misspelt(text, context, lexicon) or _mentioned(context, lexicon)
    return replace(found, proposals=_with_twins(found.proposals, lexicon))


def _with_twins(proposals: tuple[Proposal, ...], lexicon: Lexicon) -> tuple[Proposal, ...]:
    """Return the proposals with those that differ from them in size alone, which go by the same names."""
    made = {item.category_id: item for item in proposals}
    for item in proposals:
        for other in lexicon.twins.get(item.category_id, ()):
            made.setdefault(other, Proposal(other, item.attributes, Reason("propose.twin")))
    return tuple(made.values())[:MOST]


def tells_a_thing(rest: str) -> bool:
    """Return whether what stands beside a brand and model makes another thing of them."""
    return _TELLING.search(_LOOKS.sub("", bare(rest))) is not None


def _of_parts(phrase: str, context: str, lexicon: Lexicon) -> Proposals | None:
    """Return what a phrase says whose parts may name other things: beside brackets, after *and*, after a blank.

    A part that only specifies stands after the thing (文件柜 四门), so the first known part speaks. Where the last
    names what is done with the thing or what belongs to it (台式机 键盘), that is meant if it stands there in plain
    words; otherwise (服务器 双路 512G内存) it may but specify: it is asked. So are things joined by *and*.
    """
    phrase = _PURPOSE.sub("", _WITH.split(phrase)[0]).strip() or phrase
    chinese = _CHINESE.search(phrase) is not None
    several = _several(phrase, context, lexicon) if chinese else None
    if several is not None:
        return several
    beside = [part for part in phrase.split(ASIDE) if part.strip()]
    whole = _of_phrase(" ".join(beside), context, lexicon)
    if whole is not None and whole.kind in (Kind.PRODUCT, Kind.AMBIGUOUS, Kind.OTHER):
        parts = _parts(phrase) if chinese else []
        named = [found for part in parts if (found := _of_phrase(part, context, lexicon)) is not None]
        if named and _is_vague(named[0], lexicon) and (mentioned := _mentioned(context, lexicon)).proposals:
            return _or_none(mentioned)
        if named and named[0].proposals and not all(item.proposals for item in named):
            return _or_none(named[0])
        return named[0] if named else whole
    if whole is not None and chinese:
        first, *rest = _parts(phrase) or [""]
        named_first = _of_phrase(first, context, lexicon) if rest else None
        if named_first is not None and named_first.proposals and not _plainly(rest, lexicon):
            return _or_none(named_first)
    if whole is not None and _is_vague(whole, lexicon) and (mentioned := _mentioned(context, lexicon)).proposals:
        return _or_none(mentioned)
    joined = [part for part in re.split(_AND, phrase) if part.strip()] if chinese else []
    apart = joined if whole is None or whole.kind is not Kind.SERVICE else []
    for parts in (beside, apart):
        before = _of_phrase(parts[0], context, lexicon) if len(parts) > 1 else None
        if before is not None and before.proposals:
            return _or_none(before)
    return whole


def _parts(phrase: str) -> list[str]:
    """Return the parts of a Chinese phrase between its blanks; Latin words in a row are one part."""
    found: list[str] = []
    for part in bare(phrase.replace(ASIDE, " ")).split():
        if found and not _CHINESE.search(part) and not _CHINESE.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _several(phrase: str, context: str, lexicon: Lexicon) -> Proposals | None:
    """Return the things that a phrase joins, or None where it names one thing alone.

    With 带 or 含 what stands before is bought and what stands behind comes with it (显示器带支架), unless that is a
    product too: then, as with 和 or a stroke, several things stand in one row and a person parts them.
    """
    for hit in _COMES_WITH.finditer(phrase):
        main = _of_phrase(phrase[: hit.start()], context, lexicon)
        extra = _of_phrase(phrase[hit.end() :], context, lexicon)
        if main is not None and main.proposals and extra is not None:
            return main if not extra.proposals or extra.proposals == main.proposals else _things([main, extra])
    parts = [part for part in _JOINED.split(phrase) if part.strip()]
    named = [item for part in parts if (item := _of_phrase(part, context, lexicon)) is not None]
    found = [item for item in named if item.proposals]
    if len({item.proposals[0].category_id for item in found}) > 1:
        title = _of_phrase(parts[0].split()[0], context, lexicon) if " " in parts[0].strip() else None
        return _things(found) if title is None or not title.proposals else None
    beside = len(named) > 1 and _STROKE.search(phrase) is not None and named[0] in found
    return _or_none(named[0]) if beside and named[-1].kind in (Kind.OTHER, Kind.ACCESSORY) else None


def _things(found: Iterable[Proposals]) -> Proposals:
    """Return several things as proposals, with the request to give each a row of its own."""
    made = tuple({item.proposals[0].category_id: item.proposals[0] for item in found}.values())[:MOST]
    return Proposals(
        Kind.AMBIGUOUS, made, Question("ask.several_items", "category", tuple(p.category_id for p in made))
    )


def _is_vague(found: Proposals, lexicon: Lexicon) -> bool:
    """Return whether what was found is a project, a system or a service that may hold a product."""
    word = str(found.reason.params.get("word", "")) if found.reason is not None else ""
    return not found.proposals and (word in lexicon.generic or _VAGUE.search(word) is not None)


def _plainly(parts: list[str], lexicon: Lexicon) -> bool:
    """Return whether one Chinese part alone stands after the thing, and is a known word and nothing else."""
    telling = [part for part in parts if _CHINESE.search(part)]
    return len(telling) == 1 and normal(telling[0], lexicon.simplified) in lexicon.words


def _or_none(found: Proposals) -> Proposals:
    """Return the same proposals with the question whether it is one of them at all."""
    question = Question("ask.which_item", "category", (*(item.category_id for item in found.proposals), NONE))
    return Proposals(Kind.AMBIGUOUS, found.proposals, question)


def _of_phrase(phrase: str, context: str, lexicon: Lexicon) -> Proposals | None:
    """Return what the head of a phrase says, or None where no known word ends it."""
    for form in _forms(phrase, lexicon):
        head = _at_end(form, lexicon)
        if head is not None:
            return _of_head(head, context, lexicon)
    return None


def _forms(phrase: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield a phrase as it stands, without amounts and title words, then its parts, the most telling first."""
    if not _CHINESE.search(phrase):
        heads = english_heads(phrase)
        whole = normal(_BEFORE.split(phrase)[0], lexicon.simplified)
        compound = _at_end(whole, lexicon)
        if compound is not None and " " in compound.word and " of " not in whole:
            yield whole
        yield from dict.fromkeys(filter(None, (normal(text, lexicon.simplified) for text in heads)))
        return
    seen: dict[str, None] = {}
    stripped = bare(phrase)
    for text in (stripped, phrase):
        for part in (text, re.sub(rf"[^{CJK}]+$", "", text)):
            seen.setdefault(normal(part, lexicon.simplified))
    for part in stripped.split():
        if _CHINESE.search(part):
            seen.setdefault(normal(bare(part), lexicon.simplified))
    yield from (form for form in seen if form)


def _at_end(text: str, lexicon: Lexicon) -> _Head | None:
    """Return the longest known word that ends ``text``."""
    for start in range(max(0, len(text) - lexicon.longest), len(text)):
        if start and is_latin(text[start]) and is_latin(text[start - 1]):
            continue
        word = text[start:]
        if word in lexicon.words or word in lexicon.ambiguous:
            return _Head(word, start)
    return None


def _of_head(head: _Head, context: str, lexicon: Lexicon) -> Proposals:
    ambiguity = lexicon.ambiguous.get(head.word)
    if ambiguity is not None:
        return _settle(head, ambiguity, context, lexicon)
    meaning = lexicon.words[head.word]
    if meaning.sense is not Sense.PRODUCT:
        return _no_product(meaning.sense, head)
    return _product(meaning, head, context, lexicon, certain=not head.written)


def _no_product(sense: Sense, head: _Head) -> Proposals:
    kind = Kind.OTHER if sense is Sense.STRANGER else Kind(sense.value)
    return Proposals(kind, reason=Reason(f"propose.{kind.value}", {"word": head.word}))


def _product(meaning: Meaning, head: _Head, context: str, lexicon: Lexicon, certain: bool) -> Proposals:
    category = _shifted(meaning.category, context, lexicon)
    attributes = _attributes(category, meaning.attributes if category == meaning.category else (), context, lexicon)
    if head.written:
        reason = Reason("propose.corrected", {"word": head.word, "written": head.written})
    else:
        reason = Reason("propose.word", {"word": head.word})
    question = None if certain else Question("ask.confirm_category", "category", (category,))
    return Proposals(Kind.PRODUCT, (Proposal(category, attributes, reason),), question, certain)


def _shifted(category: str, context: str, lexicon: Lexicon) -> str:
    """Return the category that other words make of it: a printer that also scans is a multi-function device."""
    for source, target, words in lexicon.shifts:
        if source == category and any(re.search(word, context) for word in words):
            return target
    return category


def _attributes(category: str, given: Attributes, context: str, lexicon: Lexicon) -> Attributes:
    found = dict(given)
    for cue in lexicon.cues:
        if cue.category == category and cue.attribute not in found and any(word in context for word in cue.words):
            found[cue.attribute] = cue.value
    power = _POWER.search(context) if category in lexicon.twins else None
    if power is not None:
        found["cooling_power"] = power[1]
    return tuple(sorted(found.items()))


def _settle(head: _Head, ambiguity: Ambiguity, context: str, lexicon: Lexicon) -> Proposals:
    """Return what the other words make of an ambiguous one, or its meanings with the question that decides."""
    rest = context.replace(head.word, " ", 1)
    for category, words in ambiguity.settled:
        hit = next((word for word in words if word in rest), None)
        if hit is None:
            continue
        if category == NONE:
            return Proposals(Kind.OTHER, reason=Reason("propose.settled_other", {"word": head.word, "hint": hit}))
        reason = Reason("propose.settled", {"word": head.word, "hint": hit})
        category = _shifted(category, context, lexicon)
        attributes = _attributes(category, (), context, lexicon)
        question = Question("ask.confirm_category", "category", (category,)) if head.written else None
        return Proposals(Kind.PRODUCT, (Proposal(category, attributes, reason),), question, not head.written)
    proposals = tuple(
        Proposal(category, _attributes(category, (), context, lexicon), Reason("propose.meaning", {"word": head.word}))
        for category in ambiguity.meanings
        if category != NONE
    )
    question = Question("ask.which_item", "category", ambiguity.meanings)
    return Proposals(Kind.AMBIGUOUS, proposals[:MOST], question)


def _of_model(context: str, lexicon: Lexicon) -> Proposals | None:
    """Return what a maker's product line means."""
    text = context.replace("-", " ")
    for model in lexicon.models:
        hit = re.search(model.pattern, text)
        if hit is not None:
            head = _Head(hit.group().strip(), 0)
            found = _product(model.meaning, head, context, lexicon, certain=model.sure)
            first = replace(found.proposals[0], reason=Reason("propose.model", {"word": head.word}))
            found = replace(found, proposals=(first, *found.proposals[1:]))
            return _or_none(found) if _TELLING.search(text[hit.end() :]) else found
    return None


def _misspelt(text: str, context: str, lexicon: Lexicon) -> Proposals | None:
    """Return what the first phrase means if one slip of the pen is mended; a person confirms it."""
    for phrase in phrases(text)[:1]:
        for form in _forms(phrase, lexicon):
            found = [
                _of_head(replace(head, written=written), context, lexicon)
                for mended, written in _mended(form, lexicon)
                if (head := _at_end(mended, lexicon)) is not None
            ]
            found = [item for item in found if item.proposals]  # a slip alone denies nothing
            if found:
                return found[0] if len(found) == 1 else _among(found)
    return None


def _among(found: list[Proposals]) -> Proposals:
    """Return several readings as one, with the question which is meant."""
    proposals = {item.category_id: item for each in reversed(found) for item in each.proposals}
    question = Question("ask.which_item", "category", (*proposals, NONE))
    return Proposals(Kind.AMBIGUOUS, tuple(proposals.values())[:MOST], question)


def _mended(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Return a text with its slip mended in each way that is near, and the word as it was written."""
    if _CHINESE.search(text[-1:]):
        words = sounds_like(text, lexicon) or looks_like(text, lexicon)
        return [(text[: -len(word)] + word, text[-len(word) :]) for word in words]
    known = vocabulary(lexicon)
    tokens = text.split()
    for at in range(len(tokens) - 1, -1, -1):
        better = None if tokens[at] in known else corrected(tokens[at], lexicon)
        if better is not None:
            return [(" ".join([*tokens[:at], better, *tokens[at + 1 :]]), tokens[at])]
    return []


def _mentioned(context: str, lexicon: Lexicon) -> Proposals:
    """Return the products that stand somewhere in a text whose head is not known, with the question about it."""
    categories: dict[str, str] = {}
    for head in _anywhere(context, lexicon):
        meaning = lexicon.words.get(head.word)
        ambiguity = lexicon.ambiguous.get(head.word)
        options: Iterable[str] = ambiguity.meanings if ambiguity else (meaning.category,) if meaning else ()
        for category in options:
            if category not in ("", NONE):
                categories.setdefault(category, head.word)
    proposals = tuple(
        Proposal(category, _attributes(category, (), context, lexicon), Reason("propose.mentioned", {"word": word}))
        for category, word in categories.items()
    )[:MOST]
    if not proposals:
        return Proposals(Kind.UNKNOWN, reason=Reason("propose.unknown"), question=Question("ask.category", "category"))
    question = Question("ask.which_item", "category", (*(item.category_id for item in proposals), NONE))
    return Proposals(Kind.UNKNOWN, proposals, question, reason=Reason("propose.unknown_head"))


def _anywhere(text: str, lexicon: Lexicon) -> Iterator[_Head]:
    """Yield the known words in a text, from its end, none inside another."""
    end = len(text)
    while end > 0:
        head = (
            None
            if end < len(text) and is_latin(text[end]) and is_latin(text[end - 1])
            else _at_end(text[:end], lexicon)
        )
        if head is not None and len(head.word) > 1:
            yield head
            end = head.start
        else:
            end -= 1
