"""Which keys of speakers mean one party, and by which name it goes."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rag.parties.called import TOKEN, NameWords
from rag.parties.speaker_index import SpeakerIndex
from rag.parties.speaker_keys import work_of
from rag.text.lexicon import tables as lexicon
from rag.text.name_aliases import ShortForms, is_initialled, is_proper, is_short_for

_POSTS = lexicon.words("office_words", "post")


def merged(mentions: SpeakerIndex, offices: Mapping[NameWords, str]) -> dict[str, set[str]]:
    """Groups of keys that mean one party, each under its best name (`_preference`).

    The first or last words of a name are its short form; a work without a name ("the review") is the only named work
    of that kind; an office is whoever holds it (`_holders`).
    """
    heard, speakers, wrote = mentions.documents, mentions.speakers, mentions.works
    holders = _holders(mentions, offices)
    order = sorted(
        heard,
        key=lambda key: (_is_bare_work(key), is_initialled(key), -len(key.split()), -len(heard[key]), key),
    )
    groups: list[set[str]] = []
    works: list[set[str | None]] = []  # for each group, the kinds of work that its speakers are
    known = ShortForms()
    for key in order:
        fitting = known.groups(key)
        work = work_of(key) if _is_bare_work(key) else None
        if work and not fitting:
            fitting = {number for number, kinds in enumerate(works) if work in kinds}
        # A short form that fits two names belongs to neither: "Courier" beside two Couriers.
        number = fitting.pop() if len(fitting) == 1 else len(groups)
        if number == len(groups):
            groups.append(set())
            works.append(set())
        groups[number].add(key)
        works[number].update(wrote.get(key, ()), map(work_of, speakers[key]))
        known.add(key, number)
    for office, holder in holders.items():
        own, other = (next(group for group in groups if key in group) for key in (holder, office))
        if own is not other:
            own |= other
            groups.remove(other)
    return {
        max(group, key=lambda key: (key not in holders, _preference(key, group, heard))): group
        for group in groups
    }


def _holders(mentions: SpeakerIndex, offices: Mapping[NameWords, str]) -> dict[str, str]:
    """Who speaks under the name of an office, by that name: "the Auditor" of a hearing is the author of the auditor's
    report. Whoever heads a body is not meant by an office alone: there are as many chairs as meetings."""
    found = {}
    for key in mentions.documents:
        named = tuple(token.group() for token in TOKEN.finditer(key.casefold()))
        holder = offices.get(("the", *named))
        if (
            holder in mentions.authors & mentions.documents.keys()
            and key != holder
            and not _POSTS.isdisjoint(named)
        ):
            found[key] = holder
    return found


def _preference(key: str, group: set[str], heard: Mapping[str, set[str]]) -> tuple[bool, bool, int, int, str]:
    """How well a key serves as the party's name: a name before "the review", in full, and the most frequent."""
    return not _is_bare_work(key), not _is_initials(key, group), len(heard[key]), len(key), key


def _is_initials(key: str, group: Iterable[str]) -> bool:
    """Whether a key is only an abbreviation of another in its group."""
    return (key.isupper() or is_initialled(key)) and any(
        is_short_for(key, other) for other in group if other != key
    )


def _is_bare_work(key: str) -> bool:
    return work_of(key) is not None and key == key.lower()


def party_name(key: str, speakers: Iterable[str], titled: frozenset[str | None]) -> str:
    """The party's name, with the kind of work if it speaks as a document ("Acme report").

    `titled` are the kinds of work named in the titles of its own reports.
    """
    described = [speaker.casefold() for speaker in sorted(speakers)]
    works = Counter(work for each in described if (work := work_of(each)))
    most = works.most_common(1)
    # Only if that work is in the library, or most of what it says is in that work; otherwise it is a body.
    if most and (most[0][0] in titled or most[0][1] * 2 > len(described)) and not work_of(key):
        return f"{key} {most[0][0]}"
    return key if is_proper(key) else key[:1].upper() + key[1:]
