"""The fields of the lexical index and the analysis of its text."""

import tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

ANALYSER = "english"


def encodable(text: str) -> str:
    """Replace lone surrogates: tantivy refuses a text that has one."""
    return text.encode("utf-8", "replace").decode()


def schema() -> tantivy.Schema:
    """Ids and speakers are found as they stand, texts by their stems; only the id of a passage is stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=ANALYSER, index_option="freq")
    return builder.build()


def analyser() -> tantivy.TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english")):
        builder = builder.filter(step)
    return builder.build()
