"""Classes of words, read from the tables `en/*.tsv`: who can speak, what names people, where a phrase ends.

To teach the program a word, add a line to one of those tables.
"""

import re
from collections.abc import Callable, Sequence

from rag.text.lexicon.inflection import Forms, forms
from rag.text.lexicon.speech_verbs import SpeechVerb, chosen, finite, tagged, used
from rag.text.lexicon.tables import entries, words

_NO_DATES = words("short_dates")


def _pronouns(table: str, column: str, tag: str = "") -> dict[str, str]:
    """The words of a table, with this tag if one is given, that have a pronoun in the column."""
    return {
        each.word: each.values[column]
        for each in entries(table)
        if column in each.values and (not tag or tag in each.tags)
    }


def _forms(part: Callable[[Forms], tuple[str, ...]], *verbs: SpeechVerb) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in part(verb.forms))


def _dates() -> frozenset[str]:
    names = (
        word
        for table in ("months", "weekdays")
        for each in entries(table)
        for word in (each.word, *each.listed("short"))
    )
    return (frozenset(name.casefold() for name in names) - _NO_DATES) | words("function_words", "date")


def _works(tag: str) -> frozenset[str]:
    return frozenset(
        noun
        for each in entries("works")
        if tag in each.tags
        for noun in (each.word, *(each.listed("plural") if "several" in each.tags else ()))
    )


def _families() -> dict[str, frozenset[str]]:
    """The nouns that may call one and the same document, for each of them."""
    found: dict[str, set[str]] = {}
    for each in entries("works"):
        if family := each.values.get("family"):
            found.setdefault(family, set()).update((each.word, *each.listed("plural")))
    return {noun: frozenset(nouns) for nouns in found.values() for noun in nouns}


# Small words.
PRONOUNS = words("function_words", "pronoun")
OBJECTS = _pronouns("function_words", "subject", "object")
OWNERS = _pronouns("function_words", "subject", "owner")
OWN_VOICE = words("function_words", "first_person")
SOME = words("function_words", "alone")
ORDINALS = words("function_words", "ordinal")
QUANTITIES = words("function_words", "quantity") | words("number_words", "cardinal")
DETERMINERS = words("function_words", "determiner")
ARTICLES = words("function_words", "article")
DEFINITE = words("function_words", "definite")
INDEFINITE = words("function_words", "indefinite")
PREPOSITIONS = words("function_words", "preposition")
GOVERNING = words("function_words", "governs")
TYING = words("function_words", "ties")
BOUNDARIES = words("function_words", "boundary")
RELATIVES = words("function_words", "relative")
AUXILIARIES = words("function_words", "between")
NEGATIONS = words("function_words", "negation")
HYPOTHETICAL = words("function_words", "hypothetical")
NAME_LINKS = words("function_words", "name_link")
PARTICLES = words("function_words", "particle")  # of surnames
ADVERBS = words("adverbs")
POINTING = words("time_parts", "points")
PARTS_OF_TIME = words("time_parts", "part")
CALENDAR = _dates()
OPENERS = (
    words("function_words", "opener")
    | DETERMINERS
    | PREPOSITIONS
    | BOUNDARIES
    | PRONOUNS
    | OWN_VOICE
    | AUXILIARIES
    | NEGATIONS
)

# Verbs.
BE = forms("be").all
DO = forms("do").all
SAYING = finite(used("says"))
INTRODUCING = finite(used("says", "quotes"))
ACTING = finite(used("acts"))
OPINION_ADJECTIVES = words("opinion_adjectives")  # «was critical of»
SPEECH_VERBS = finite(used("says", "quotes", "acts", "holds", "phrases")) | OPINION_ADJECTIVES
OF_WORKS = finite(tagged("documents"))
FINDING = _forms(lambda each: each.participle, *chosen(tagged("documents")))
STRAIGHT = finite(tagged("straight"))
REPORTING = finite(tagged("publishes"))
DEEDS = finite(tagged("deed"))
PASSIVE_BY = _forms(lambda each: each.participle, *chosen(tagged("passive_by")))
PASSIVE = PASSIVE_BY | _forms(lambda each: each.participle, *chosen(tagged("passive")))
CONTINUING = _forms(lambda each: each.gerund, *chosen(tagged("continues")))
PLAIN_FORMS = _forms(lambda each: (each.base,), *chosen(tagged("plural")))
NEUTRAL = finite(tagged("neutral")) - PLAIN_FORMS
TELLING = finite(tagged("relays")) - PLAIN_FORMS
MAKING = frozenset(form for each in entries("authoring_verbs") for form in forms(each.word).participle)

# Names.
GIVEN_NAMES = words("given_names")
PRONOUN_OF_NAME = _pronouns("given_names", "pronoun")
BODY_NAMES = words("body_names")
NO_BUSINESS = words("body_names", "no_business")
SELDOM_BUSINESS = words("body_names", "seldom")
PLACE_ENDS = words("place_words", "ends")
BEFORE_PLACES = words("place_words", "before")
TITLES = words("titles")
LESSER_TITLES = words("titles", "lesser")
_HONOURS = words("name_suffixes", "honour")
_KEPT_TITLES = words("titles", "kept")

# Nouns that can speak.
PERSON_NOUNS = words("speaking_nouns", "person")
OFFICES = words("speaking_nouns", "role") | TITLES
GENERIC_PERSONS = words("speaking_nouns", "called_person")
GROUP_NOUNS = words("speaking_nouns", "group")
BODY_NOUNS = words("speaking_nouns", "body")
PLAIN_BODIES = words("speaking_nouns", "called_body")
BUSINESSES = words("speaking_nouns", "business")
GENDERED_NOUNS = _pronouns("gendered_words", "pronoun")
WORK_NOUNS = _works("speaks")
CARRIERS = _works("carries")
RECORDED_WORKS = _works("recorded")
NO_SPEAKER = words("no_speakers")
_COLLECTIVE = words("speaking_nouns", "collective")
_WORK_FAMILIES = _families()
_PEOPLE = PERSON_NOUNS | GENERIC_PERSONS
_WORKS = WORK_NOUNS | CARRIERS
_NO_PERSON = NO_SPEAKER | BODY_NOUNS | _WORKS | PREPOSITIONS | BOUNDARIES | DETERMINERS | AUXILIARIES
_LISTED = _PEOPLE | BODY_NOUNS | _WORKS
_SPEAKING = _LISTED | GROUP_NOUNS
_AGENT = re.compile(r"(?:man|woman|person|er|or|ist|ian|ers|ors|ists|ians|year-old|year-olds)$")
_SHORTEST_AGENT = 5  # letters
_SEVERAL = (GROUP_NOUNS - BODY_NOUNS - _COLLECTIVE) | frozenset(
    noun for each in entries("works") for noun in (each.word, *each.listed("plural")) if noun.endswith("s")
)


def can_speak(noun: str) -> bool:
    """Whether the person, body, group or document that this noun describes can say something."""
    return noun in _SPEAKING or is_person(noun)


def names_nobody(name: str) -> bool:
    """Whether a name is only a noun for several people or papers, with a capital because it opened a sentence:
    "Sources", "Respondents", "Findings"."""
    plain = name.casefold()
    return plain in _SEVERAL or (plain.endswith("s") and plain[:-1] in _PEOPLE - GENERIC_PERSONS)


def is_listed(noun: str) -> bool:
    """Whether the noun is known to describe a speaker, not only by its ending."""
    return noun in _LISTED


def is_person(noun: str) -> bool:
    """Whether the noun describes one or several human beings."""
    single = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    if noun in _PEOPLE or single in _PEOPLE:
        return True
    if len(noun) < _SHORTEST_AGENT or noun in _NO_PERSON or single in NO_SPEAKER:
        return False
    return _AGENT.search(noun) is not None


def is_work(noun: str) -> bool:
    """Whether the noun describes a document that speaks."""
    return noun in _WORKS


def is_plural(noun: str) -> bool:
    """Whether the noun describes several; "police" and "staff" do."""
    return noun in _COLLECTIVE or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def work_family(noun: str) -> frozenset[str]:
    """The nouns that may call the same document as this one."""
    return _WORK_FAMILIES.get(noun, frozenset((noun,)))


def honours_behind(name: Sequence[str]) -> int:
    """How many words at the end of a name are no part of it: one of "jo hill mp", none of "labour mp"."""
    count = 0
    while len(name) - count > 2 and name[-1 - count] in _HONOURS:
        count += 1
    given = any(word in GIVEN_NAMES or word in TITLES for word in name[: max(len(name) - count - 1, 0)])
    return count if given else 0


def is_title(word: str) -> bool:
    """Whether the word, alone or as the end of a compound, is an office or a form of address."""
    return word.rsplit("-", 1)[-1] in TITLES


def title_words(name: Sequence[str]) -> int:
    """How many words at the start of a name are office, address or body: two of "prime minister jo hill"."""
    last = max((k for k, word in enumerate(name[:-1]) if is_title(word)), default=-1)
    if last >= 0 and name[last + 1] in ("of", "for"):
        return len(name) - 2 if len(name) - last > 3 else 0  # «Minister of Defence Jo Hill»
    given = len(name) - 2
    if (
        given > last + 1
        and name[given] in GIVEN_NAMES
        and not any(word in GIVEN_NAMES for word in name[:given])
    ):
        return given  # «Leeds United Jo Hill»
    return last if has_kept_title(name[last:]) else last + 1


def has_kept_title(name: Sequence[str]) -> bool:
    """Whether the name is a title that belongs to it and one word: "prince oswin"."""
    return len(name) == 2 and name[0] in _KEPT_TITLES
