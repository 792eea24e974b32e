"""The sentences at a place of a document, as citations: what a reader has marked, or a search has hit."""

from collections.abc import Collection
from dataclasses import replace

from rag.answering.citations import cite
from rag.errors import UserError
from rag.storage.library import Library
from rag.types import Citation, Evidence, Hit, Passage, Sentence

MOST = 40  # sentences at one place


class NoSentence(UserError):
    code = "no_sentence"

    def __init__(self) -> None:
        super().__init__("There is no sentence at this place. Choose words of the text.")


class TooManySentences(UserError):
    code = "too_many_sentences"

    def __init__(self, count: int) -> None:
        super().__init__(f"There are {count} sentences at this place. Choose at most {MOST}.")


def sentences_at(library: Library, document_id: str, start: int, end: int) -> list[Citation]:
    """A citation of each sentence that has a part between `start` and `end`.

    Raises NotFound for an unknown document, NoSentence where there is none, TooManySentences for more than `MOST`.
    """
    document = library.document(document_id)
    wanted = [
        each
        for each in document.sentences
        if each.start < end and start < each.end and each.role != "furniture"
    ]
    if not wanted:
        raise NoSentence
    if len(wanted) > MOST:
        raise TooManySentences(len(wanted))
    passages = library.passages(library.passage_ids([document_id])).values()
    found: list[Citation] = []
    for sentence in wanted:
        passage = _around(sentence, passages) or Passage(
            "", document_id, sentence.start, sentence.end, document.text[sentence.start : sentence.end]
        )
        text = document.text[sentence.start : sentence.end]
        hit = Hit(passage, document.metadata, 0.0)
        evidence = Evidence(hit, sentence, text, 0.0, 0.0, frozenset())
        found.append(cite(evidence, len(found) + 1, document.pages))
    # What is chosen within one sentence is that sentence, with its marks where they belong to the choice.
    exact = [each for each in found if (each.start, each.end) == (start, end)]
    return [replace(each, marker=1) for each in exact] or found


def _around(sentence: Sentence, passages: Collection[Passage]) -> Passage | None:
    return next((each for each in passages if each.start <= sentence.start < each.end), None)
