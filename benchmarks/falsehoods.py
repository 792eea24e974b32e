"""Falsified sentences: each changes one thing in a true sentence.

A change takes a sentence and its context and returns the false sentence, or None if it does not apply. The same seed
gives the same sentences.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rag.text.tokens import FUNCTION


@dataclass(frozen=True, slots=True)
class Where:
    """The text of the passage that holds a sentence, and the texts of the other passages sent."""

    near: str
    far: Sequence[str]


Change = Callable[[str, Where, random.Random], str | None]

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zA-Z’'-]{2,}(?: [A-Z][a-zA-Z’'-]+)*")
_PERSON = re.compile(r"(?<=[a-z,;] )[A-Z][a-z’'-]{2,} [A-Z][a-z’'-]{2,}(?=[ ,.;’'])")
_DENIAL = re.compile(r"\bnot (?!only)|n[’']t\b|\bnever |\bno (?=[a-z])")
_VERB = re.compile(
    r"\b(?:is|was|are|were|has|have|had|can|could|will|would|should|may|might|must|did|does|do)\b"
    r"(?! (?:not|no|never|nothing|none|nobody)\b)(?![’'])"
)
_COUNTS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty".split()
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SCALES = ("thousand", "million", "billion", "trillion")
_CROWDS = ("dozens", "scores", "hundreds", "thousands", "millions", "billions")
_UNITS = (
    ("%", " percentage points"), ("%", " million"), (" percent", " million"), (" per cent", " percentage points"),
    ("$", "£"), ("£", "$"), ("€", "$"), (" hours", " days"), (" days", " weeks"), (" weeks", " months"),
    (" months", " years"), (" years", " months"), (" minutes", " hours"), (" km", " miles"), (" miles", " feet"),
    (" metres", " miles"), (" feet", " miles"), (" points", " percent"), (" yards", " miles"),
)  # fmt: skip
_BOUNDS = (
    r"up to|at least|at most|about|around|more than|over|less than|fewer than|nearly|almost|approximately|roughly|"
    r"as many as|as much as|no more than|just under|just over"
)
_BOUND = re.compile(rf"\b(?:{_BOUNDS}) (?=[£$€]?\d|an? (?:hundred|thousand|million|dozen))", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:alleged|allegedly|reportedly|purportedly|supposedly|apparently|potential|potentially|possible|possibly|"
    r"perhaps|probably|likely|proposed|planned|suspected|claimed|rumou?red|expected|presumably|partly|partially|"
    r"mostly|mainly|usually|often|sometimes|generally|nearly|almost) "
)
_UNTOLD = re.compile(r"\b(?:according to|say|says|said|claim|claims|claimed|allege|alleges|alleged) ")
_MODAL = re.compile(r"\b(?:may|might|could|can|will|would|should|must)\b(?! ?(?:not|have|be\b))(?![’'])")
_MODALS = {"may": "will", "might": "must", "could": "will", "can": "must", "will": "may", "would": "might",
           "should": "could", "must": "may"}  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|may|might|could|should|would) ([a-z]{3,}(?:n|t|d|k|l|p|r|s|w|ch|sh))\b(?=[ ,.])"
)
_PLAN = re.compile(
    r"\b(?:plans?|planned|wants?|wanted|hopes?|hoped|aims?|aimed|intends?|intended|threatened|tried|is expected|"
    r"are expected|was expected) to ([a-z]{4,})\b"
)
_TURNED = (
    "rose/fell", "increased/decreased", "increase/decrease", "won/lost", "win/lose", "more/fewer", "before/after",
    "first/last", "higher/lower", "best/worst", "largest/smallest", "accepted/rejected", "legal/illegal", "began/ended",
    "bought/sold", "true/false", "success/failure", "gained/lost", "above/below", "oldest/youngest", "strong/weak",
    "approved/rejected", "supported/opposed", "with/without", "new/old", "north/south", "east/west", "early/late",
    "increasing/decreasing", "started/stopped", "good/bad", "high/low", "long/short", "most/least", "allowed/banned",
    "northern/southern", "eastern/western", "positive/negative", "joined/left", "agreed/refused", "up/down",
)  # fmt: skip
_OPPOSITE = {one: two for pair in _TURNED for one, two in (pair.split("/"), pair.split("/")[::-1])}
_QUANTITY = {"all": "some", "some": "all", "many": "few", "most": "few", "every": "no", "few": "many", "several": "all",
             "both": "neither", "always": "never", "never": "always", "each": "no", "none": "all"}  # fmt: skip
_WORD = re.compile(r"(?<= )[a-z]{5,}(?=[ ,.;])")


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _number(text: str, where: Where, dice: random.Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = dice.choice(found)
    own = set(_NUMBER.findall(text))
    others = [each for each in _NUMBER.findall(where.near) if each not in own]
    digits = list(match.group())
    at = dice.choice([at for at, digit in enumerate(digits) if digit.isdigit()])
    digits[at] = str((int(digits[at]) + dice.randint(1, 8)) % 10 or 1)
    new = dice.choice(others) if others and dice.random() < 0.5 else "".join(digits)
    return None if new in own else _swap(text, match, new)


def _number_in_words(text: str, _: Where, dice: random.Random) -> str | None:
    """Another number, in words: "three" or "3" becomes "seven"."""
    found = list(re.finditer(rf"\b(?:{'|'.join(_COUNTS)}|\d{{1,2}})\b(?![,.:]?\d)(?<![\d.,]\d)", text))
    if not found:
        return None
    match = dice.choice(found)
    others = [each for each in _COUNTS if each not in text.lower() and _figure(each) not in text]
    return _swap(text, match, dice.choice(others)) if others else None


def _figure(word: str) -> str:
    values = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 50)
    return str(values[_COUNTS.index(word)])


def _one_of(words: Sequence[str], text: str, dice: random.Random) -> str | None:
    found = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", text))
    if not found:
        return None
    match = dice.choice(found)
    others = [each for each in words if each != match.group() and not re.search(rf"\b{each}\b", text)]
    return _swap(text, match, dice.choice(others)) if others else None


def _month(text: str, _: Where, dice: random.Random) -> str | None:
    months = [month for month in _MONTHS if month not in ("May", "March")]
    return _one_of(months, text, dice)


def _weekday(text: str, _: Where, dice: random.Random) -> str | None:
    return _one_of(_DAYS, text, dice)


def _scale(text: str, _: Where, dice: random.Random) -> str | None:
    return _one_of(_SCALES, text, dice) or _one_of(_CROWDS, text, dice)


def _unit(text: str, _: Where, dice: random.Random) -> str | None:
    made = []
    for one, other in _UNITS:
        shape = rf"(?<=\d){re.escape(one)}(?!\w)" if one[0] not in "$£€" else rf"{re.escape(one)}(?=\d)"
        made += [_swap(text, match, other) for match in re.finditer(shape, text)]
    return dice.choice(made) if made else None


def _bound(text: str, _: Where, dice: random.Random) -> str | None:
    """Remove, reverse or add a number's "up to"."""
    if found := list(_BOUND.finditer(text)):
        match = dice.choice(found)
        other = dice.choice(("", "exactly ", "more than " if "more" not in match.group() else "less than "))
        return _swap(text, match, other)
    plain = [match for match in _NUMBER.finditer(text) if not 1000 <= _value(match) < 2100]
    plain = [
        match
        for match in plain
        if re.search(r"\b(?:of|by|to|is|was|has|had|with|for) [£$€]?$", text[: match.start()])
    ]
    if not plain:
        return None
    match = dice.choice(plain)
    at = match.start() - (text[match.start() - 1] in "£$€")
    return text[:at] + dice.choice(("up to ", "at least ", "more than ", "nearly ")) + text[at:]


def _value(match: re.Match[str]) -> float:
    return float(match.group().replace(",", ""))


def _names(text: str) -> list[str]:
    return [name for name in dict.fromkeys(_NAME.findall(text)) if name.split()[0].lower() not in FUNCTION]


def _renamed(text: str, others: Iterable[str], dice: random.Random) -> str | None:
    names = _names(text)
    words = set(re.findall(r"\w+", text.lower()))
    words |= {word.rstrip("s") for word in words} | {f"{word}s" for word in words}
    pool = [name for name in others if not set(re.findall(r"\w+", name.lower())) & words]
    return text.replace(dice.choice(names), dice.choice(pool), 1) if names and pool else None


def _name_near(text: str, where: Where, dice: random.Random) -> str | None:
    return _renamed(text, _names(where.near), dice)


def _name_far(text: str, where: Where, dice: random.Random) -> str | None:
    return _renamed(
        text, [name for each in where.far for name in _names(each) if name not in where.near], dice
    )


def _name_mixed(text: str, where: Where, dice: random.Random) -> str | None:
    """One person's first name with another person's surname."""
    own = _PERSON.findall(text)
    others = [name for each in (where.near, *where.far) for name in _PERSON.findall(each)]
    made = []
    for name in own:
        first, last = name.split()
        for other in others:
            one, two = other.split()
            if len({first, last, one, two}) == 4 and not {one.lower(), two.lower()} & FUNCTION:
                made += [(name, f"{first} {two}"), (name, f"{one} {last}")]
    made = [(name, new) for name, new in made if new not in where.near]
    return text.replace(*dice.choice(made), 1) if made else None


def _turned(text: str, _: Where, dice: random.Random) -> str | None:
    names = _names(text)
    pairs = [(one, two) for one in names for two in names if one not in two and two not in one]
    if not pairs:
        return None
    one, two = dice.choice(pairs)
    first, second = sorted((one, two), key=text.index)
    left, right = text.index(first), text.index(second)
    between = text[left + len(first) : right]
    if not re.search(r"\w{3}", re.sub(r"\b(?:and|or|the|of|in|for)\b", "", between)):
        return None  # "A and B" is "B and A"
    return text[:left] + second + between + first + text[right + len(second) :]


def _denial(text: str, _: Where, dice: random.Random) -> str | None:
    denials = [
        match for match in _DENIAL.finditer(text) if not re.search(r"(?:ca|wo)$", text[: match.start()])
    ]
    if denials and dice.random() < 0.7:
        match = dice.choice(denials)
        return _swap(text, match, "some " if match.group() == "no " else "")
    verbs = list(_VERB.finditer(text))
    if not verbs:
        return None
    match = dice.choice(verbs)
    return f"{text[: match.end()]} not{text[match.end() :]}"


def _denial_otherwise(text: str, _: Where, dice: random.Random) -> str | None:
    """A negation without a bare "not": never, no longer, hardly; of the whole sentence; or a second one."""
    whole = text[:1].lower() + text[1:] if text[1:2].islower() else text
    ways = [f"It is not true that {whole}", f"There is no evidence that {whole}", f"It is false that {whole}"]
    if verbs := list(_VERB.finditer(text)):
        match = dice.choice(verbs)
        ways += [
            f"{text[: match.end()]} {how}{text[match.end() :]}" for how in ("never", "no longer", "hardly")
        ]
    if denials := list(re.finditer(r"\bnot (?=[a-z]+(?:ed|ing|en)\b)", text)):
        ways.append(_swap(text, dice.choice(denials), "not fail to be "))
    return dice.choice(ways)


def _modal(text: str, _: Where, dice: random.Random) -> str | None:
    found = list(_MODAL.finditer(text))
    match = dice.choice(found) if found else None
    return _swap(text, match, _MODALS[match.group()]) if match else None


def _done(text: str, _: Where, dice: random.Random) -> str | None:
    """State a plan or a possibility as a fact."""
    found = [*_FUTURE.finditer(text), *_PLAN.finditer(text)]
    if not found:
        return None
    match = dice.choice(found)
    verb = match[1]
    return _swap(text, match, verb + ("d" if verb.endswith("e") else "ed"))


def _hedge(text: str, _: Where, dice: random.Random) -> str | None:
    """Remove an "allegedly" or an "almost"."""
    found = list(_HEDGE.finditer(text))
    if not found:
        return None
    made = _swap(text, dice.choice(found), "")
    return re.sub(r"\ban (?=[^aeiouAEIOU])", "a ", made)


def _opposite(text: str, _: Where, dice: random.Random) -> str | None:
    found = list(re.finditer(rf"\b(?:{'|'.join(_OPPOSITE)})\b", text))
    match = dice.choice(found) if found else None
    return _swap(text, match, _OPPOSITE[match.group()]) if match else None


def _quantity(text: str, _: Where, dice: random.Random) -> str | None:
    found = list(re.finditer(rf"\b(?:{'|'.join(_QUANTITY)})\b(?! (?:of which|than))", text))
    match = dice.choice(found) if found else None
    return _swap(text, match, _QUANTITY[match.group()]) if match else None


def _word(text: str, where: Where, dice: random.Random) -> str | None:
    """Replace an ordinary word by one from another passage."""
    found = [match for match in _WORD.finditer(text) if match.group() not in FUNCTION]
    others = sorted({word for each in where.far for word in _WORD.findall(each) if word not in FUNCTION})
    others = [word for word in others if word not in where.near.lower()]
    return _swap(text, dice.choice(found), dice.choice(others)) if found and others else None


def _added(text: str, _: Where, dice: random.Random) -> str | None:
    """Add an invented clause at the end."""
    if not re.search(r"\w\.$", text):
        return None
    said = (
        ", which led to several resignations", ", despite warnings from experts", ", angering local residents",
        " because of a lack of funding", " after a secret meeting", ", and later apologised", " in order to save money",
    )  # fmt: skip
    return text[:-1] + dice.choice(said) + "."


def _merged(text: str, where: Where, dice: random.Random) -> str | None:
    """The subject of one sentence with the predicate of another."""
    ours = _VERB.search(text)
    if ours is None or not 5 < ours.start() < 60:
        return None
    made = []
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z“\"])", " ".join(where.near.split())):
        theirs = re.search(rf"\b{ours.group()}\b", sentence)
        if theirs is None or not 5 < theirs.start() < min(60, len(sentence) - 25) or '"' in sentence:
            continue
        if sentence[: theirs.start()] != text[: ours.start()]:
            made.append(text[: ours.start()] + sentence[theirs.start() :])
    return dice.choice(made) if made else None


CHANGES: dict[str, Change] = {
    "number": _number,
    "number, in words": _number_in_words,
    "million for billion": _scale,
    "unit": _unit,
    "month": _month,
    "day of the week": _weekday,
    "up to, at least, about": _bound,
    "name of the same passage": _name_near,
    "name of another passage": _name_far,
    "first name and surname of two people": _name_mixed,
    "two names turned round": _turned,
    "negation": _denial,
    "negation otherwise": _denial_otherwise,
    "may, will, must": _modal,
    "planned told as done": _done,
    "alleged, almost, often": _hedge,
    "opposite": _opposite,
    "all, some, few": _quantity,
    "ordinary word": _word,
    "clause added": _added,
    "two sentences merged": _merged,
}


def reworded(sentence: str, near: str, dice: random.Random) -> str | None:
    """A quotation with a word removed, added, replaced or moved."""
    words = sentence.split(" ")
    if len(words) < 5:
        return None
    at = dice.randrange(1, len(words) - 1)
    way = dice.choice(("out", "other", "in", "turned"))
    if way == "out":
        del words[at]
    elif way == "other":
        words[at] = dice.choice([word for word in near.split() if word != words[at]])
    elif way == "in":
        words.insert(at, dice.choice(("very", "really", "not", "only", "also")))
    else:
        words[at], words[at + 1] = words[at + 1], words[at]
    changed = " ".join(words)
    return None if bare(changed) in bare(near) else changed


def without_its_denial(sentence: str, dice: random.Random) -> str | None:
    """A quotation whose "not" is hidden by an ellipsis."""
    found = [
        match
        for match in re.finditer(r" (?:not|never|no|without|nor) ", sentence)
        if match.start() > 12 and len(sentence) - match.end() > 12
    ]
    match = dice.choice(found) if found else None
    return _swap(sentence, match, " … ") if match else None


def somebody_else(known: Iterable[str], where: Where, dice: random.Random) -> str | None:
    """A person in these passages who shares no word with the `known` speakers and reporters."""
    own = {word for name in known for word in name.split()} | {word.capitalize() for word in FUNCTION}
    people = [name for each in (where.near, *where.far) for name in _PERSON.findall(each)]
    others = sorted({name for name in people if not own & set(name.split())})
    return dice.choice(others) if others else None


def bare(text: str) -> str:
    return "".join(text.split())
