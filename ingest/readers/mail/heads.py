"""Where an earlier mail begins in a mail: "On … Jo Hill wrote:" or a head "From: … Sent: …", and what it tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.metadata.dates import iso_date
from ingest.metadata.people import is_job
from ingest.readers.mail.lines import MailLine
from ingest.text.clean import one_line
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words

_LABEL = re.compile(r"[*_]*(?P<label>[^\W\d_][\w’' -]{0,24}?)[*_]*\s*:[*_]*\s*(?P<value>.*)")
_FROM, _SENT, _SUBJECT = (words("mail_words", tag) for tag in ("from", "sent", "subject"))
_LABELS = _FROM | _SENT | _SUBJECT | words("mail_words", "other")
_RULE = re.compile(r"[\s>*_=–—-]*")
_BETWEEN_RULES = re.compile(r"[\s*_=–—-]*(?P<words>[^\W\d_].*?)[\s*_=:–—-]*")
_ADDRESS = re.compile(
    r"[<(\[]*\s*(?:mailto:)?[\w.+%’'-]+@[\w.-]+\w(?:\s*\|\s*mailto:[^\s>\])]*)?\s*[>)\]]*(?:<mailto:[^>]*>)?"
)
_WROTE = re.compile(
    rf"(?:^|[\s,>)\]])(?:{'|'.join(re.escape(each.word) for each in entries('mail_words') if 'wrote' in each.tags)})\b",
    re.IGNORECASE,
)
_BEHALF = re.compile("|".join(re.escape(each) for each in words("mail_words", "behalf")), re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?(?:\s*(?:[A-Z]{2,5}\b)?\s*[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
# 3/4/2015 is read as 3 April where the words around it are of a language that writes so, and 3.4.2015 always is.
_FIGURES = re.compile(r"\b(\d{2})[/.](\d{2})[/.]((?:19|20)\d{2})\b")
_ENGLISH = frozenset({"wrote", "writes"})
_WIDEST = 4  # lines over which "On … wrote:" is wrapped
_LONGEST = 400  # characters of it
_LONGEST_LINE = 4000  # characters of a line of a head
_LONGEST_RULE = 120  # characters
_HEAD = 12  # lines of a head
_LINK = alternatives(words("function_words", "name_link") - {"&", "the"})
_ASIDE = re.compile(r"\s*\([^()]*\)?$")
_AUTOMATIC = re.compile(rf"\s*(?:{alternatives(words('mail_words', 'automatic'))})\b", re.IGNORECASE)
_NAME = re.compile(rf"[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:[A-ZÀ-Þ(][\w’'.)-]*|{_LINK}))*")

_ANSWERS = re.compile(
    rf"(?:(?:{alternatives(words('mail_words', 'answers'))})(?:\[\d{{1,3}}\])?\s*:\s*)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an earlier mail: lines `start` to `end`, and what they tell of it.

    `below`: its words are quoted more deeply than its head.
    """

    start: int
    end: int
    author: str = ""
    date: str | None = None
    subject: str | None = None
    below: bool = False


def bare_subject(subject: str) -> str:
    """The subject without what programs put before it: "RE: FW: Pier lights"."""
    return _ANSWERS.sub("", subject, count=1) if _ANSWERS.match(subject) else subject


def heads_of(lines: Sequence[MailLine]) -> list[Head]:
    """The heads of the earlier mails, in order."""
    found: list[Head] = []
    at = 0
    while at < len(lines):
        head = head_at(lines, at)
        if head is not None:
            found.append(head)
        at = at + 1 if head is None else head.end
    return found


def head_at(lines: Sequence[MailLine], at: int) -> Head | None:
    """The head that begins at line `at`, if one does."""
    if lines[at].is_blank:
        return None
    found = _labelled(lines, at) or _wrote(lines, at)
    if found is None or found.end == at + 1:
        return found
    # The line before «On … wrote:» may stand close above it; a head is as short as it can be.
    for start in range(found.end - 1, at, -1):
        later = None if lines[start].is_blank else _wrote(lines, start)
        if later is not None and (later.author, later.date) == (found.author, found.date):
            return None
    return found


def _labelled(lines: Sequence[MailLine], at: int) -> Head | None:
    """«-----Original Message-----», «From: …», «Sent: …», «To: …», «Subject: …»."""
    first = at
    depth = lines[at].depth
    while first < min(at + 4, len(lines)) and (lines[first].is_blank or _is_separator(lines[first].text)):
        first += 1
    if first >= len(lines) or lines[first].depth != depth:
        return None
    found: dict[str, str] = {}
    label, end = "", first
    for index in range(first, min(first + _HEAD, len(lines))):
        line = lines[index]
        match = _LABEL.match(line.text.strip()) if len(line.text) <= _LONGEST_LINE else None
        if line.depth != depth or (line.is_blank and len(found) > 1):
            break
        if match is not None and match["label"].casefold().strip() in _LABELS:
            label = _kind(match["label"].casefold().strip(), found)
            found.setdefault(label, match["value"])
            end = index + 1
        elif line.is_blank:
            continue
        elif (
            label and end == index and (line.text[:1].isspace() or found[label].rstrip().endswith((";", ",")))
        ):
            found[label] += " " + line.text.strip()  # the line before is wrapped
            end = index + 1
        else:
            break
    if "from" not in found or len(found) < 2 or not ("sent" in found or "subject" in found):
        return None
    return Head(
        at,
        end,
        writer_of(found["from"], found.get("subject", "")),
        day_of(found.get("sent", "")),
        one_line(found.get("subject", "")) or None,
    )


def _kind(label: str, found: dict[str, str]) -> str:
    for kind, labels in (("from", _FROM), ("sent", _SENT), ("subject", _SUBJECT)):
        if label in labels and kind not in found:
            return kind
    return "other"


def _is_separator(text: str) -> bool:
    if _RULE.fullmatch(text):
        return True
    if len(text) > _LONGEST_RULE:
        return False
    match = _BETWEEN_RULES.fullmatch(text)
    if match is None:
        return False
    folded = match["words"].casefold().strip()
    return any(folded == each or folded.startswith(each + " ") for each in words("mail_words", "passed"))


def _wrote(lines: Sequence[MailLine], at: int) -> Head | None:
    """«On Monday, 4 March 2019 at 09:12, Jo Hill <jo@hill.example> wrote:», perhaps wrapped."""
    depth = lines[at].depth
    text = ""
    for index in range(at, min(at + _WIDEST, len(lines))):
        line = lines[index]
        if line.is_blank or line.depth != depth:
            return None
        text = f"{text} {line.text.strip()}".strip()
        if len(text) > _LONGEST:
            return None
        if text.endswith(":"):
            return _told(lines, at, index + 1, text)
    return None


def _told(lines: Sequence[MailLine], at: int, end: int, text: str) -> Head | None:
    depth = lines[at].depth
    following = next((line for line in lines[end:] if not line.is_blank), None)
    below = following is not None and following.depth > depth
    says = _WROTE.search(text) is not None
    dated = bool(dates(text) or _TIME.search(text))
    addressed = _ADDRESS.search(text) is not None
    if not (below or says) or not (dated or addressed or (below and says)):
        return None
    if not below and not (says and (dated or addressed)):
        return None
    return Head(at, end, _writer(text), day_of(text), below=below)


def _writer(text: str) -> str:
    """The name in «On 4 March 2019, Jo Hill <jo@hill.example> wrote:»."""
    bare = text.rstrip(": ")
    verb = _WROTE.search(bare)
    address = _ADDRESS.search(bare)
    if address is not None:
        part = _last_part(bare[: address.start()])
        wrote = _WROTE.search(part)
        if name := author_of((part[wrote.end() :] if wrote is not None else part) + address[0]):
            return name
    if verb is not None:
        before, behind = bare[: verb.start()], bare[verb.end() :]
        for part in (_last_part(before), behind):
            if name := author_of(part):
                return name
    return author_of(_last_part(bare)) or (address[0].strip("<>()[] ") if address is not None else "")


def _last_part(text: str) -> str:
    """What stands behind the date and time, and behind the last comma."""
    ends = [each.end for each in dates(text)] + [match.end() for match in _TIME.finditer(text)]
    rest = text[max(ends, default=0) :]
    return rest.rstrip(" ,<([").rsplit(", ", 1)[-1]


def writer_of(sender: str, subject: str) -> str:
    """The name in a sender's line; a program's reply in somebody's absence is told as such, and is no statement."""
    name = author_of(sender)
    return f"{name} (automatic reply)" if name and _AUTOMATIC.match(subject) else name


def author_of(text: str) -> str:
    """The name in a sender's line, or the address if it has none."""
    behalf = _BEHALF.search(text)
    text = text[behalf.end() :] if behalf is not None else text
    address = _ADDRESS.search(text)
    name = one_line(text[: address.start()] if address is not None else text).strip(" ,;:\"'<>()[]*_")
    name = _ASIDE.sub("", name) or name  # «Jo Hill (Property, Acme)»
    person, comma, office = name.partition(", ")
    if comma and " " in person and is_job(office):
        name = person  # «Jo Hill, Director of Property»
    if "," in name and name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        if last and first and len(first.split()) <= 2 and len(last.split()) <= 2:
            name = f"{first} {last}"  # «Hill, Jo»
    name = name.partition("/")[0] if name.count("/") > 1 else name  # «Jo Hill/LON/Acme», as Notes writes it
    if address is None and not _NAME.fullmatch(name):
        match = list(_NAME.finditer(name))
        name = match[-1][0] if match and len(name.split()) <= 8 else ""
    return name or (address[0].strip("<>()[] ").removeprefix("mailto:") if address is not None else "")


def day_of(text: str) -> str | None:
    """The ISO day that a sender's program wrote, in any of its languages."""
    found = iso_date(text.strip()) or next((each.iso for each in dates(text) if each.iso), None)
    if found is not None or not any(map(str.isdigit, text)):
        return found
    figures = _FIGURES.search(text)
    if figures is not None:
        verb = _WROTE.search(text)
        foreign = verb is not None and verb[0].strip(" ,>)]").casefold() not in _ENGLISH
        return iso_date("-".join(reversed(figures.groups()))) if foreign or "." in figures[0] else None
    return _day_in_other_language(text)


def _day_in_other_language(text: str) -> str | None:
    import dateparser.search

    if len(text) > _LONGEST:
        return None
    settings = {"REQUIRE_PARTS": ["day", "month", "year"]}
    languages = ["de", "fr", "es", "it", "nl", "pt", "sv", "da", "pl"]
    found = dateparser.search.search_dates(text, languages=languages, settings=settings)
    return found[0][1].date().isoformat() if found else None
