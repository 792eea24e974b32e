from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.reading import Block, sentences_of, text_of
from ingest.text.split import split
from rag.embedding.embedder import WORD_PIECES, Embedder
from rag.embedding.onnx_export import default_embedder

EMBEDDER = default_embedder()
paragraphs = st.lists(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=400)
    .map(str.strip)
    .filter(bool),
    max_size=8,
)


def blocks_of(texts: list[str]) -> tuple[Block, ...]:
    return tuple(Block(text) for text in texts)


@settings(max_examples=60, deadline=None)
@given(paragraphs)
def test_every_passage_is_a_verbatim_slice_that_the_model_reads_whole(texts: list[str]) -> None:
    blocks = blocks_of(texts)
    text = text_of(blocks)
    header = "A title. A paper, 3 May 2021.\n"
    slices, sentences = split(text, sentences_of(blocks), header, EMBEDDER)
    for piece in slices:
        passage = text[piece.start : piece.end]
        assert passage == passage.strip() != ""
        assert EMBEDDER.counts([header + passage])[0] <= WORD_PIECES - 2
        assert piece.start == sentences[piece.first].start
        assert piece.end == sentences[piece.last - 1].end


@settings(max_examples=60, deadline=None)
@given(paragraphs)
def test_every_sentence_stands_in_some_passage(texts: list[str]) -> None:
    blocks = blocks_of(texts)
    slices, sentences = split(text_of(blocks), sentences_of(blocks), "", EMBEDDER)
    covered = {index for piece in slices for index in range(piece.first, piece.last)}
    assert covered == set(range(len(sentences)))


def test_a_run_without_a_full_stop_is_cut_between_words(embedder: Embedder) -> None:
    blocks = (Block("harbour " * 900 + "end"),)
    text = text_of(blocks)
    slices, sentences = split(text, sentences_of(blocks), "", embedder)
    assert len(slices) > 3
    assert "".join(text[each.start : each.end] for each in sentences).replace(" ", "") == text.replace(
        " ", ""
    )
    assert {text[each.start : each.end].split()[0] for each in sentences} <= {"harbour", "end"}


def test_what_is_no_content_is_in_no_passage(embedder: Embedder) -> None:
    blocks = (
        Block("The audit was published."),
        Block("Subscribe now", "furniture"),
        Block("The board replied."),
    )
    text = text_of(blocks)
    slices, _ = split(text, sentences_of(blocks), "", embedder)
    assert [text[each.start : each.end] for each in slices] == [
        "The audit was published.",
        "The board replied.",
    ]


def test_an_empty_document_has_no_passages(embedder: Embedder) -> None:
    assert split("", (), "", embedder) == ((), ())
