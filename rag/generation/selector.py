"""A model chooses among sentences; the answer is made of the sources' own, and of no other words.

Where it fails or chooses nothing that was sent, the first answer stands. So it does where our own judge finds the
choice much worse: a model is followed as far as what it chooses may answer too, and what of ours answers as probably
stays within the first sentences.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answering.compose import Draft, with_missing
from rag.embedding.cross_encoder import CrossEncoder
from rag.generation.answer import RevisionTask
from rag.generation.chat import Chat, ChatFailed
from rag.generation.choice import BadReply, Choice, Group, read_choice, schema
from rag.generation.choice_prompt import RULES, choice_request
from rag.generation.offers import Offer, Offers, place
from rag.generation.revision import Revision, revised, unchanged
from rag.generation.selected import Selection, speaks
from rag.generation.transcript import Transcript
from rag.judging.answerability import judge
from rag.judging.open_parts import open_parts
from rag.judging.reading import Reading
from rag.judging.relevance import ranked

# In log odds that a sentence answers. Chosen on one half of people's development questions and judged on the other:
# three sentences at random leave gold in the first three for as many questions as our own order does, and a choice of
# the gold is shown as it is.
_FAR = 1.5  # a chosen sentence that much less probable than our best is left out
_HELD = 2.0  # ours stays unless what was chosen is that much more probable
_LEADING = 0.3  # ours leads where it is that much more probable
_FIRST = 3  # sentences, among which ours stays
_STAYING = 2  # of ours
_SURE = 1e-6  # probabilities are kept that far from 0 and 1


@dataclass(frozen=True, slots=True)
class Selector:
    """Asks a chat model for a choice; the `encoder` reads sentences that our own ranking has not read."""

    chat: Chat
    encoder: CrossEncoder | None
    quoted_characters: int

    @property
    def rules(self) -> str:
        return RULES

    @property
    def stage(self) -> str:
        return "choosing"

    def revise(self, task: RevisionTask, deadline: float, stopped: Callable[[], bool]) -> Revision:
        """The answer in the order of the model's choice; raises Stopped. `deadline` is by `time.monotonic`."""
        reading, draft, offers = task.reading, task.draft, task.offers
        name = f"The chat model {self.chat.name}"
        by_key = offers.by_key()
        messages = choice_request(reading.query.shown, offers.all, task.turns)
        try:
            reply = "".join(self.chat.reply(messages, deadline, stopped, schema(list(by_key))))
            choice = read_choice(reply, by_key)
        except (ChatFailed, BadReply) as error:
            return unchanged(draft, f"{name} {error}; the sentences stand in our own order.")
        if choice.nothing:
            return unchanged(draft, f"{name} found no sentence that answers; the closest are shown.")
        followed = self._tempered(choice, draft, offers, reading)
        if followed is None:
            return unchanged(draft, f"{name} chose sentences that answer less; our own choice stands.")
        left_open = open_parts(choice.open, reading)
        missing = () if draft.sides else left_open.missing
        shown = with_missing(draft, missing) if missing else draft
        transcript = Transcript(offers.pages, self.quoted_characters)
        Selection(offers, shown, reading.asked, reading.query.shown, transcript).show(followed)
        if not transcript.citations:
            return unchanged(draft, f"{name} chose nothing that can be quoted; our own choice stands.")
        told = [each for each in left_open.named if each not in missing]
        return revised(transcript, draft, _told_open(told, name), missing=missing)

    def _tempered(self, choice: Choice, draft: Draft, offers: Offers, reading: Reading) -> Choice | None:
        """The choice as far as it is followed, with what of ours stays beside it; None if it is not.

        In an answer by parties each party's sentences are weighed by themselves.
        """
        by_key = offers.by_key()
        chosen = [by_key[key] for key in choice.keys]
        quoted = [each for each in offers.all if each.citation is not None]
        weighed = [(chosen, quoted)]
        if draft.sides:
            weighed = [
                ([each for each in chosen if speaks(draft, side, each)], _cited(offers, side.citations))
                for side in draft.sides
            ]
        order: list[Offer] = []
        for theirs, ours in weighed:
            best = ours[:_FIRST]
            settled = not theirs or {each.key for each in best} <= {each.key for each in theirs}
            order += theirs if settled else _followed(theirs, best, self._odds([*theirs, *best], reading))
        if not order:
            return None
        staying = frozenset(each.key for each in order) - frozenset(choice.keys)
        return _regrouped(choice, list(dict.fromkeys(each.key for each in order)), staying)

    def _odds(self, offers: Sequence[Offer], reading: Reading) -> dict[str, float]:
        """For each sentence the log odds that it answers the question, by our own judge."""
        probable = self._probable(offers, reading)
        kept = {key: min(max(each, _SURE), 1 - _SURE) for key, each in probable.items()}
        return {key: math.log(each / (1 - each)) for key, each in kept.items()}

    def _probable(self, offers: Sequence[Offer], reading: Reading) -> dict[str, float]:
        """For each sentence how probable it is that it answers the question, by our own judge."""
        known = {place(each): each for each in reading.evidence}
        found = {offer.key: known.get(offer.place, offer.evidence) for offer in offers}
        unread = [each for each in found.values() if each.relevance is None]
        read = {place(each): each for each in ranked(reading.asked.text, unread, self.encoder, every=True)}
        return {
            key: judge(reading.asked, [read.get(place(each), each)], reading.hits).probability
            for key, each in found.items()
        }


def _cited(offers: Offers, markers: Sequence[int]) -> list[Offer]:
    return [each for marker in markers if (each := offers.cited(marker)) is not None]


def _followed(chosen: Sequence[Offer], ours: Sequence[Offer], odds: dict[str, float]) -> list[Offer]:
    """What is shown of a choice, in order, with those of our best that stay; empty where it is not followed."""
    own = {each.key for each in ours}
    best = max(odds[key] for key in own)
    kept = [each for each in chosen if each.key in own or odds[each.key] >= best - _FAR]
    if not kept:
        return []
    theirs = max(odds[each.key] for each in kept)
    taken = {each.key for each in kept}
    agreed = ours[0].key in taken
    least = theirs if agreed else theirs - _HELD
    staying = [each for each in ours if each.key not in taken and odds[each.key] > least][:_STAYING]
    leading = staying[:1] if not agreed and theirs < best - _LEADING else []
    first = kept[: max(1, _FIRST - len(staying))]
    return [*leading, *first, *staying, *kept]


def _regrouped(choice: Choice, order: Sequence[str], staying: frozenset[str]) -> Choice:
    """The groups of a choice with these keys in this order; ours stand under no heading."""
    groups: list[Group] = []
    headings = {key: group.heading for group in choice.groups for key in group.keys}
    headings |= dict.fromkeys(staying, "")
    for key in order:
        if groups and groups[-1].heading == headings[key]:
            groups[-1] = Group(headings[key], (*groups[-1].keys, key))
        else:
            groups.append(Group(headings[key], (key,)))
    return replace(choice, groups=tuple(groups))


def _told_open(parts: Sequence[str], name: str) -> str:
    """A note on the parts of the question that the model found no sentence for and our judge did."""
    return f"{name} found no sentence that answers {' or '.join(parts)}." if parts else ""
