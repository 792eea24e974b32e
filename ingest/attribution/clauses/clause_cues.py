"""Whose words a clause gives, by its syntax: the subject of a verb of speech, however far it stands from it."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.attribution.clauses.read_unit import ReadUnit, met, named_before, read_unit
from ingest.attribution.complements import Cue
from ingest.attribution.noun_groups import SpeakerMention, first_token, last_token
from ingest.attribution.tokens import SentenceToken
from ingest.attribution.verb_cues import is_told_as, verb_cue
from rag.text.lexicon.inflection import forms
from rag.text.lexicon.speech_verbs import all_forms
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import BE, DEEDS, HYPOTHETICAL, NEGATIONS, OBJECTS, OWN_VOICE, is_plural
from rag.text.verb_forms import in_the_past

_ABOVE = frozenset({"conj", "xcomp", "advcl"})  # verbs that share the subject of the one above them
_DEEPEST = 4  # verbs above one
_OTHER_PARTS = frozenset({"nsubj", "agent", "advcl", "conj"})  # of a clause than what is said
_JOINING = words("cue_words", "conjunction")
_NEAR = 4  # tokens
_RELATIVE = frozenset({"who", "which", "that"})
_ASKING = forms("ask").all | forms("question").all
_SPEAKING = all_forms(lambda verb: bool(verb.use))
_SUPPOSING = all_forms(lambda verb: verb.force in ("asks", "supposes"))


def subject_cue(
    tokens: Sequence[SentenceToken], at: int, found: Sequence[Cue], is_summary: bool
) -> Cue | None:
    """The cue of a verb of speech, by the words around it or else by the syntax of its sentence."""
    cue = verb_cue(tokens, at, found, is_summary)
    if cue is None:
        unit = read_unit(tuple(tokens)) if _may_give_words(tokens, at) else None
        return _clause_cue(unit, at) if unit is not None else None
    # Reading a sentence takes a hundred times as long as looking at its words.
    if not cue.inverted and _may_be_undergone(tokens, at):
        unit = read_unit(tuple(tokens))
        if unit is not None and _is_undergone(unit, at):
            return None
    if cue.mention.form != "described" or not any(token.text == "," for token in tokens[:at]):
        return cue
    unit = read_unit(tuple(tokens))
    beside = _named_beside(unit, cue.mention) if unit is not None else None
    return replace(cue, mention=beside) if beside is not None else cue


def main_subject(tokens: Sequence[SentenceToken]) -> SpeakerMention | None:
    """Whom or what a sentence is about: the subject of its main verb, also of a passive one."""
    unit = read_unit(tuple(tokens))
    verb = unit.root() if unit is not None else None
    for _ in range(2):
        if unit is None or verb is None:
            return None
        found = next(unit.related(verb, "nsubj", "nsubjpass"), None)
        if found is not None:
            return met(unit, verb, found) or named_before(tokens, unit.mention(found))
        # «“…”, he says»: the parser may take what is said for the main clause
        verb = next(unit.related(verb, "ccomp", "parataxis"), None)
    return None


def asked(tokens: Sequence[SentenceToken]) -> tuple[SpeakerMention, int] | None:
    """Whom somebody asks in a sentence, and the number of that token; None where it asks nobody."""
    if all(token.lower not in _ASKING for token in tokens):
        return None
    unit = read_unit(tuple(tokens))
    verb = unit.root() if unit is not None else None
    if unit is None or verb is None or unit.token(verb).lower not in _ASKING:
        return None
    passive = unit.has(verb, "auxpass")
    found = next(unit.related(verb, *(("nsubjpass",) if passive else ("dobj", "dative"))), None)
    mention = unit.mention(found) if found is not None else None
    return (mention, unit.of[found]) if mention is not None and found is not None else None


def wonders(tokens: Sequence[SentenceToken]) -> bool:
    """Whether the writer asks or supposes something: «I wonder what he thinks»."""
    seen = {token.lower for token in tokens}
    if seen.isdisjoint(OWN_VOICE) or seen.isdisjoint(_SUPPOSING):
        return False
    unit = read_unit(tuple(tokens))
    verb = unit.root() if unit is not None else None
    if unit is None or verb is None or unit.token(verb).lower not in _SUPPOSING:
        return False
    return any(unit.words[at].lower() in OWN_VOICE for at in unit.related(verb, "nsubj"))


def is_main_verb(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the verb at `at` is the main verb of its sentence."""
    unit = read_unit(tuple(tokens))
    return unit is not None and unit.root() == unit.word(at)


def is_in_relative_clause(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the verb at `at` only tells of somebody or something: «In reply to Ann Lee, who asked why, …»."""
    unit = read_unit(tuple(tokens))
    verb = unit.word(at) if unit is not None else None
    for _ in range(_DEEPEST):
        if unit is None or verb is None or unit.tree.heads[verb] == verb:
            return False
        if unit.tree.relations[verb] == "relcl":
            return True
        verb = unit.tree.heads[verb]
    return False


def also_does(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the subject of the verb at `at` does something besides that is no speech: «wants help but gets none»."""
    unit = read_unit(tuple(tokens))
    verb = unit.word(at) if unit is not None else None
    if unit is None or verb is None:
        return False
    # The parser may join what is done to what is wished: «wants to help but gets none».
    wished = (other for each in unit.related(verb, "xcomp") for other in unit.related(each, "conj"))
    joined = [*unit.related(verb, "conj"), *(each for each in wished if _is_finite(unit, each))]
    return any(
        not unit.has(each, "nsubj", "nsubjpass") and unit.token(each).lower not in _SPEAKING
        for each in joined
    )


def _is_finite(unit: ReadUnit, verb: int) -> bool:
    """Whether the form of a verb shows that it is no infinitive."""
    word = unit.words[verb].lower()
    helped = any(unit.words[at].lower() != "to" for at in unit.related(verb, "aux"))
    return helped or in_the_past(word) or (word.endswith("s") and not word.endswith("ss"))


def _clause_cue(unit: ReadUnit, token: int) -> Cue | None:
    """The cue of the verb at `token`, where a clause or a quotation completes it."""
    verb = unit.word(token)
    noun = _doer(unit, verb, _DEEPEST) if verb is not None else None
    mention = unit.mention(noun) if noun is not None else None
    if verb is None or noun is None or mention is None or mention.form == "own" or _is_unsaid(unit, verb):
        return None
    clauses = [at for at in unit.related(verb, "ccomp") if not _is_infinitive(unit, at)]
    if not clauses and not _quotes(unit, verb, token):
        return None
    spoken = unit.tokens[token].lower
    if any(noun in unit.below[at] for at in unit.related(verb, "agent")):
        last = last_token(unit.tokens, mention)
        return Cue(mention, spoken, token, last, token, inverted=True, embedded=True)
    first = min(first_token(unit.tokens, mention), token)
    return Cue(mention, spoken, first, token, token, aside=bool(clauses) and max(clauses) < verb)


def _is_unsaid(unit: ReadUnit, verb: int) -> bool:
    """Whether the verb is negated, asked, or stands behind "would" and the like."""
    helping = list(unit.related(verb, "aux", "advmod"))
    subject = next(unit.related(verb, "nsubj"), 0)
    asks = unit.words[-1] == "?" and any(at < subject and unit.tree.relations[at] == "aux" for at in helping)
    sure = {unit.words[at].lower() for at in helping}.isdisjoint(HYPOTHETICAL | NEGATIONS)
    if asks or not sure or unit.has(verb, "neg"):
        return True
    relation, head = unit.tree.relations[verb], unit.tree.heads[verb]
    if relation == "pcomp":
        head = unit.tree.heads[head]  # «They should be told in writing that …»
    elif relation != "conj" or _is_finite(unit, verb):
        return False
    return head != verb and _is_unsaid(unit, head)  # «She should resign and say that …»


def _is_infinitive(unit: ReadUnit, verb: int) -> bool:
    """Whether a clause tells what is wanted, and not what is said: «they want pay to rise»."""
    return any(unit.words[at].lower() == "to" for at in unit.related(verb, "aux"))


def _quotes(unit: ReadUnit, verb: int, token: int) -> bool:
    """Whether a quotation stands right behind the verb, or depends on it: «which replied: “No”»."""
    behind = [each for each in unit.tokens[token + 1 : token + 3] if each.text not in ":,"]
    objects = (at for at in unit.below[verb] if unit.tree.relations[at] not in _OTHER_PARTS)
    depends = (unit.token(at).quote is not None for each in objects for at in unit.under(each))
    return (bool(behind) and behind[0].quote is not None) or any(depends)


def _doer(unit: ReadUnit, verb: int, depth: int) -> int | None:
    """The noun of whoever does what the verb says; in the passive it stands behind "by"."""
    relation, head = unit.tree.relations[verb], unit.tree.heads[verb]
    subject = next(unit.related(verb, "nsubj"), None)
    if subject is not None:
        return head if unit.words[subject].lower() in _RELATIVE and relation == "relcl" else subject
    if unit.has(verb, "nsubjpass", "auxpass"):
        agents = (under for at in unit.related(verb, "agent") for under in unit.related(at, "pobj"))
        return next((at for at in agents if _is_somebody(unit, at)), None)
    if head == verb or not depth:
        return None
    if relation == "acl":
        return head
    if relation == "pcomp" and unit.tree.relations[head] == "prep":
        return _doer(unit, unit.tree.heads[head], depth - 1)
    return _doer(unit, head, depth - 1) if relation in _ABOVE else None


def _is_somebody(unit: ReadUnit, noun: int) -> bool:
    """Whether what stands behind "by" did it, and is not how it was done: «warned by e-mail»."""
    token = unit.token(noun)
    specified = unit.has(noun, "det", "poss")
    return specified or token.name or token.lower in OBJECTS or is_plural(token.lower)


def _may_give_words(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a clause or a quotation may depend on the verb, as far as the words around it show."""
    if is_told_as(tokens, at):
        return False
    if tokens[at].lower not in DEEDS:
        return True
    return any(token.quote is not None or token.lower == "that" for token in tokens)


def _may_be_undergone(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a passive stands before the verb, with which it may be joined."""
    before = {token.lower for token in tokens[:at]}
    return not before.isdisjoint(BE) and any(
        token.lower in _JOINING for token in tokens[max(at - _NEAR, 0) : at]
    )


def _is_undergone(unit: ReadUnit, token: int) -> bool:
    """Whether the verb is done to its subject: "dismissed" in «He was suspended on Monday and dismissed»."""
    verb = unit.word(token)
    if verb is not None and unit.has(verb, "ccomp", "dobj"):
        return False  # «He was not involved but noted that …»
    for _ in range(_DEEPEST):
        if verb is None:
            return False
        below = {unit.tree.relations[at] for at in unit.below[verb]}
        if "nsubjpass" in below or "auxpass" in below:
            return "agent" not in below
        if "nsubj" in below or unit.tree.relations[verb] != "conj":
            return False
        verb = unit.tree.heads[verb]
    return False


def _named_beside(unit: ReadUnit, mention: SpeakerMention) -> SpeakerMention | None:
    """The name beside the noun of a description."""
    for word, number in enumerate(unit.of):
        token = unit.tokens[number]
        if mention.start <= token.start < mention.end and token.lower.startswith(mention.head):
            return unit.name_beside(word)
    return None
