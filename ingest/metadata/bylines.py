"""Who wrote a text and who issued it, by the lines at its head: a byline, a letterhead, a title page."""

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.dates import without_day_and_time
from ingest.metadata.head_lines import (
    APART,
    ASIDE,
    BYLINE,
    CAPITALS,
    CLIENT,
    HEAD,
    RECORD,
    day_of_record,
    day_of_record_at,
    has_date_line,
    head_of,
    is_of_issue,
    is_press,
    is_record,
    parts_of,
    rest_of,
    whole_body,
    without_date_label,
)
from ingest.metadata.people import heads_column, is_name_of_person, people_of
from ingest.text.posts import post_heads
from ingest.text.reading import Block
from ingest.text.signatures import greets
from ingest.text.signed_text import introduced
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import ARTICLES, GIVEN_NAMES, PREPOSITIONS, is_person
from rag.text.quotations.wording import speaks_of_self

_NAME = 8  # words of the names in a byline
_PERSON = 4  # words of a person's name
_TALKED = re.compile(rf"\b(?:{alternatives(words('byline_words', 'asks'))}) ", re.IGNORECASE)
_QUESTIONS = 4  # of an interview
_ABOVE = 4  # blocks
_ALONE = 5  # one answer in so many says "I"
_ASKERS = words("byline_words", "asker")
_PRESS = words("press_names")
_TRAILING = re.compile(rf"(?:\s+(?:{alternatives(words('function_words', 'name_link'))}))+$")
_PERSONAL = 3  # paragraphs in the first person
_TIED = re.compile(rf"\s+(?:{alternatives(PREPOSITIONS)})$")  # what is left before a date: «by Hill & Lee on»
_BY_BEHIND = re.compile(rf"\s{BYLINE.pattern}", re.IGNORECASE)
_VENUE = re.compile(
    rf"\b(?:{alternatives(words('byline_words', 'venue'))})\s+(?:(?:{alternatives(ARTICLES)})\s+)?(?=[A-ZÀ-Þ])"
)
_OF = re.compile(
    rf"(?:^|[:–—-]\s*|\b(?:of|by)\s+)(?:(?:{alternatives(ARTICLES)})\s+)?(?=[A-ZÀ-Þ])", re.IGNORECASE
)
_TITLE_PARTS = re.compile(r"\s*[:|·•]\s*|\s+[–—-]\s+|,\s+")
_CITED = re.compile(r"(?P<name>[A-ZÀ-Þ][^,|]{2,60}),\s*(?P<behind>.+)")


def author_of(blocks: Sequence[Block]) -> str | None:
    """Who a byline at the head of the text names: people, several with "; " between, before any body.

    Without a byline, who says there in the first person who he is.
    """
    named = [name for block in head_of(blocks) for part in parts_of(block) for name in labelled_names(part)]
    people = next(filter(None, map(people_of, named)), None)
    if people is not None:
        return "; ".join(people)
    whole = (each for each in named if CAPITALS.fullmatch(each) and 2 <= len(each.split()) <= _NAME)
    signed = (name for name, _ in _signed_head(blocks))
    told = next(whole, None) or next(signed, None) or _columnist(blocks)
    return told or _interviewer(blocks) or introduced(blocks) or None


def _columnist(blocks: Sequence[Block]) -> str | None:
    """Who is named alone and in capitals between the issue of a paper and a title: "HILARY HILL"."""
    if not any(is_of_issue(block.text) for block in blocks[:_ABOVE]):
        return None
    return next((block.text for block in blocks[:_ABOVE] if heads_column(block.text)), None)


def labelled_names(part: str) -> Iterator[str]:
    """The name behind a label of authors or issuers: "Lead author: Jo Hill", "Prepared for the Board by Hill & Lee"."""
    day = next(iter(dates(part)), None)
    rest = part
    if day is not None:
        rest = without_date_label(without_day_and_time(part[: day.start], part[day.end :]).strip(" ,"))
    client = CLIENT.match(rest)
    match = BYLINE.match(rest) if client is None else _BY_BEHIND.search(rest, client.end())
    if match is None:
        return
    name = _maker(_TIED.sub("", match["name"].strip(" ,.–—-")))
    person, _, firm = name.partition(" of ")
    yield from (person, firm) if people_of(person) and whole_body(firm) else (name,)


def _maker(name: str) -> str:
    """The name without for whom the work was done: "Hill & Lee Ltd for Acme plc", "Jo Hill for the board"."""
    maker, _, client = name.partition(" for ")
    works_for = whole_body(maker) is not None and whole_body(client.removeprefix("the ")) is not None
    return maker if client and (works_for or people_of(maker)) else name


def _bodies_in(blocks: Sequence[Block]) -> Iterator[str]:
    """The bodies that labels name as authors or issuers."""
    named = (name for block in blocks for part in parts_of(block) for name in labelled_names(part))
    return filter(None, map(whole_body, named))


def _interviewer(blocks: Sequence[Block]) -> str | None:
    """Who asks in an interview, by what stands above its first question: "She talked to Jo Hill at home.".

    Nobody where the paper itself talks to the one who answers («Our reporter spoke to Jo Hill», or a title that names
    Jo Hill), and on a page of questions on which no answer is one person's.
    """
    asked = [at for at, block in enumerate(blocks) if block.text.rstrip().endswith("?")]
    answers = [blocks[at + 1] for at in asked if at + 1 < len(blocks) and at + 1 not in asked]
    alone = sum(speaks_of_self(each.text, 0, len(each.text)) for each in answers)
    if len(asked) < _QUESTIONS or _ALONE * alone < len(answers):
        return None
    for number, block in enumerate(blocks[: min(asked[0], HEAD)]):
        for match in _TALKED.finditer(block.text):
            before = re.split(r"[.!?:]\s", block.text[: match.start()])[-1]
            name = CAPITALS.match(block.text, match.end())
            named = _TRAILING.sub("", name[0].rstrip(" .,")) if name is not None else ""
            is_person_named = 2 <= len(named.split()) <= _PERSON and is_name_of_person(named)
            if (
                is_person_named
                and not _asks(before)
                and not any(named in each.text for each in blocks[:number])
            ):
                return named
    return None


def _asks(subject: str) -> bool:
    """Whether the one who talks to somebody is the paper, or writes for it: «Our reporter», «I», «The Gazette»."""
    told = re.findall(r"[\w’'-]+", subject.casefold())
    return bool(told) and (not _ASKERS.isdisjoint(told) or not _PRESS.isdisjoint(told))


def _signed_head(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Who is named beside the date without a word such as "by", and for whom: «Jo Hill, Hill & Lee».

    Above a letter's greeting that is whom it is sent to. A record lists there who was present.
    """
    head = head_of(blocks)
    dated = {at for at, block in enumerate(head) if has_date_line(block)}
    if not dated or any(greets(block.text) for block in head) or any(is_record(each.text) for each in head):
        return
    if post_heads("\n".join(block.text for block in blocks)):
        return  # who posted first has not written the thread
    for at, block in enumerate(head):
        if at == 0 or {at - 1, at, at + 1}.isdisjoint(dated):
            continue
        for part in parts_of(block):
            name, _, behind = part.strip(" .").partition(", ")
            if not CAPITALS.fullmatch(name) or not 2 <= len(name.split()) <= _PERSON:
                continue
            last = behind.split()[-1].casefold() if behind else ""
            if not is_name_of_person(name):
                continue
            if is_person(last) and "," not in behind:
                yield name, ""
            elif behind and not CAPITALS.fullmatch(behind):
                continue
            elif name.split()[0].casefold() in GIVEN_NAMES or (behind and _is_personal(blocks)):
                yield name, behind


def _is_personal(blocks: Sequence[Block]) -> bool:
    """Whether a text is written in the first person of one writer."""
    own = (speaks_of_self(each.text, 0, len(each.text)) for each in blocks if each.role in ("body", "item"))
    return sum(own) >= _PERSONAL


def publisher_of(blocks: Sequence[Block]) -> str | None:
    """The body that the head of a dated paper names: alone, before what the paper is, or as whose record it is.

    «Leeds City Council» beside the line with the date; «Rail Ombudsman: final decision»; «Minutes of a meeting of …».
    The first line, a title, names it only together with what the paper is.
    """
    head = head_of(blocks)
    if (maker := next(_bodies_in(head), None)) is not None:
        return maker
    dated = {at for at, block in enumerate(head) if has_date_line(block)}
    labelled = {at for at, block in enumerate(head) if dated and _is_labelled(block.text)}
    records = {at for at in range(len(head)) if day_of_record_at(head, at) is not None}
    records |= {at + 1 for at in records if day_of_record(head[at].text) is None}
    for at, block in enumerate(head[: HEAD // 2]):
        pieces: list[str] = []
        if dated and (apart := APART.fullmatch(block.text)) is not None:
            pieces.append(apart["before"])
        if at and not {at - 1, at + 1}.isdisjoint(dated | labelled) and not ASIDE.match(block.text):
            pieces.append(block.text)
        if at in dated and at not in records:
            told = (part for part in parts_of(block) if not ASIDE.match(part))
            pieces += re.split(":", " : ".join(told))
        if records and at not in records and at <= max(records) + 1:
            pieces += [block.text, *_TITLE_PARTS.split(block.text)]
        if at in records:
            pieces += _told_of(block.text)
        if (name := next(filter(None, map(whole_body, pieces)), None)) is not None:
            return name
    return _press_of(head) or next((body for _, body in _signed_head(blocks) if body), None)


def _is_labelled(line: str) -> bool:
    """Whether a line tells who made a paper, or for whom, as title pages do and the bylines of articles do not."""
    byline = BYLINE.match(line)
    label = "" if byline is None else line[: byline.start("name")]
    return ASIDE.match(line) is not None or ":" in label or len(label.split()) > 1


def _told_of(record: str) -> list[str]:
    """The names of whose record it is, the last first: of the council rather than of a "Meeting of the Council".

    Where it was held is no body: "in the Council Chamber".
    """
    told = _VENUE.split(record)[0]
    names = (CAPITALS.match(told, each.end()) for each in reversed(list(_OF.finditer(told))))
    return [each[0] for each in names if each is not None and not RECORD.match(each[0])]


def _press_of(head: Sequence[Block]) -> str | None:
    """The newspaper or the like that a line gives before a date alone: "Leeds Gazette, 3 May 2019"."""
    for block in head:
        for part in parts_of(block):
            cited = _CITED.fullmatch(part)
            if cited is not None and is_press(cited["name"]) and rest_of(cited["behind"]) == "":
                return cited["name"].removeprefix("From ")
    return None
