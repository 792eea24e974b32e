"""A model chooses among sentences; the answer is made of the sources' own, and of no other words.

Where it fails or chooses nothing that was sent, the first answer stands. So it does where our own judge finds the
choice much worse: a model that leaves out our best sentence is followed only as far as what it chooses may answer too,
and ours stays near the top. A choice that holds our best sentence is followed as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.embedding.cross_encoder import CrossEncoder
from rag.generation.answer import Task
from rag.generation.chat import Chat, ChatFailed
from rag.generation.choice import BadReply, Choice, Group, read_choice, schema
from rag.generation.choice_prompt import RULES, choice_request
from rag.generation.offers import Offer, Offers, place
from rag.generation.revision import Revision, revised, unchanged
from rag.generation.selected import Selection
from rag.generation.transcript import Transcript
from rag.judging.answerability import judge
from rag.judging.reading import Reading
from rag.judging.relevance import ranked
from rag.text.tokens import words

# Measured on people's questions (development half): choices at random leave gold in the first three for .91 of the
# questions, where our own order has it for .92, and choices of the gold reach 1.0. Followed blindly, random choices
# leave it for .40.
_COMPARED = 3  # of our own sentences
_STAYING = 2  # of our own sentences, within the first three
_MUCH_WORSE = 0.6  # of the probability that one of ours answers: what is less probable is left out
_AS_GOOD = 0.8  # from here on the choice leads


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

    def revise(self, task: Task, deadline: float, stopped: Callable[[], bool]) -> Revision:
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
        followed = choice if draft.sides else self._tempered(choice, offers, reading)
        if followed is None:
            return unchanged(draft, f"{name} chose sentences that answer less; our own choice stands.")
        transcript = Transcript(offers.pages, self.quoted_characters)
        Selection(offers, draft, reading.asked, reading.query.shown, transcript).show(followed)
        if not transcript.citations:
            return unchanged(draft, f"{name} chose nothing that can be quoted; our own choice stands.")
        return revised(transcript, draft, _left_open(choice, reading.query.text, name))

    def _tempered(self, choice: Choice, offers: Offers, reading: Reading) -> Choice | None:
        """The choice as far as it is followed, with what of ours stays beside it; None where it is not."""
        own = [each for each in offers.all if each.citation is not None]
        if not own or own[0].key in choice.keys:
            return choice
        by_key = offers.by_key()
        probable = self._probable([*(by_key[key] for key in choice.keys), *own[:_COMPARED]], reading)
        ours = max(probable[each.key] for each in own[:_COMPARED])
        kept = [key for key in choice.keys if probable[key] >= _MUCH_WORSE * ours]
        if not kept:
            return None
        theirs = max(probable[key] for key in kept)
        staying = [each.key for each in own[:_STAYING] if each.key not in kept] if theirs < ours else []
        leading = staying[:1] if theirs < _AS_GOOD * ours else []
        first = kept[: max(1, _COMPARED - len(staying))]
        order = dict.fromkeys((*leading, *first, *staying, *kept))
        return _regrouped(choice, list(order), frozenset(staying))

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


def _left_open(choice: Choice, question: str, name: str) -> str:
    """A note on the parts of the question that the model found no sentence for, where they are its own words."""
    asked = [word.plain for word in words(question)]
    parts = []
    for part in choice.open:
        found = [word.plain for word in words(part)]
        if 1 < len(found) < len(asked) and any(
            asked[at : at + len(found)] == found for at in range(len(asked) - len(found) + 1)
        ):
            parts.append(f"“{' '.join(part.split())}”")
    return f"{name} found no sentence that answers {' or '.join(parts)}." if parts else ""
