"""Verbs that introduce or report speech, with their forms; the words are in `en/speech_verbs.tsv`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from rag.text.lexicon.inflection import Forms, forms
from rag.text.lexicon.tables import entries

Use = Literal["says", "quotes", "acts", "holds", "phrases", ""]
Force = Literal["states", "denies", "asks", "intends", "judges", "supposes"]
Stance = Literal["for", "against", ""]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb as the table has it; the table's comments say what each value means."""

    forms: Forms
    use: Use
    force: Force
    stance: Stance
    particle: str
    tags: frozenset[str]

    @property
    def plural(self) -> bool:
        """Whether the base form introduces speech after a plural subject."""
        return "plural" in self.tags

    @property
    def finite(self) -> frozenset[str]:
        """The forms that introduce speech after a subject: "says, said", with "say" where a plural can say it."""
        if "past_only" in self.tags:
            return frozenset(self.forms.past)
        return frozenset((*self.forms.past, *self.forms.third, *((self.forms.base,) * self.plural)))

    @property
    def phrases(self) -> frozenset[str]:
        """The finite forms with what must follow them: "pointed out"."""
        return frozenset(f"{form} {self.particle}".strip() for form in self.finite)

    @property
    def speaks(self) -> bool:
        """Whether a subject with this verb is mostly one that says or judges something, and does not merely act."""
        if self.use == "phrases":
            return self.particle == "out"
        acts = "past_only" in self.tags or ("deed" in self.tags and not self.plural)
        return not acts and bool(self.use or self.force == "judges")


@lru_cache(maxsize=1)
def speech_verbs() -> tuple[SpeechVerb, ...]:
    """All verbs of the table, in its order."""
    return tuple(
        SpeechVerb(
            forms(entry.word),
            cast(Use, entry.values.get("use", "")),
            cast(Force, entry.values["force"]),
            cast(Stance, entry.values.get("stance", "")),
            entry.values.get("particle", ""),
            entry.tags,
        )
        for entry in entries("speech_verbs")
    )


def chosen(wanted: Callable[[SpeechVerb], bool]) -> tuple[SpeechVerb, ...]:
    """The verbs for which `wanted` holds."""
    return tuple(verb for verb in speech_verbs() if wanted(verb))


def finite(wanted: Callable[[SpeechVerb], bool] = lambda _: True) -> frozenset[str]:
    """The forms that introduce speech of the verbs for which `wanted` holds."""
    return frozenset().union(*(verb.finite for verb in chosen(wanted)))


def all_forms(wanted: Callable[[SpeechVerb], bool] = lambda _: True) -> frozenset[str]:
    """Every form, base and "-ing" among them, of the verbs for which `wanted` holds."""
    return frozenset().union(*(verb.forms.all for verb in chosen(wanted)))


def bases(tag: str) -> frozenset[str]:
    """The base forms of the verbs that carry this tag."""
    return frozenset(verb.forms.base for verb in chosen(tagged(tag)))


def tagged(tag: str) -> Callable[[SpeechVerb], bool]:
    """For `finite` and `all_forms`: the verbs that carry this tag."""
    return lambda verb: tag in verb.tags


def used(*uses: Use) -> Callable[[SpeechVerb], bool]:
    """For `finite` and `all_forms`: the verbs that introduce speech in one of these ways."""
    return lambda verb: verb.use in uses
