"""A draft sentence may rest on several source sentences, part by part, but is never cut inside a quotation."""

from drafts import passage_of

from rag.text.analysis import tell
from rag.verification.parts import Part, part_of, splits
from rag.verification.quotes import Quoted

SOURCE = passage_of("The bridge was closed in May.", "The town paid for a ferry.")


def whole(text: str, *quotes: Quoted) -> Part:
    return part_of(text, 0, len(text), quotes, [SOURCE])


def test_a_sentence_is_split_at_its_joints_the_fewest_parts_first() -> None:
    text = "The bridge was closed in May, and the town paid for a ferry while nobody asked the council."
    ways = [[text[start:end] for start, end in spans] for spans in splits(whole(text))]
    assert ways[0] == [
        "The bridge was closed in May",
        "the town paid for a ferry while nobody asked the council.",
    ]
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
    assert all(part in text for way in ways for part in way)


def test_a_part_that_says_nothing_is_none() -> None:
    assert list(splits(whole("The bridge was closed, and so it was."))) == []


def test_a_joint_inside_a_quotation_cuts_nothing() -> None:
    text = "Jo Hill told the town “the bridge was closed and the ferry was late”."
    quote = Quoted(text.index("“"), text.index("”") + 1, SOURCE, (0,))
    assert list(splits(whole(text, quote))) == []
    assert {tell(text).words[place].plain for place in whole(text, quote).exact} == set(
        "the bridge was closed and ferry late".split()
    )
