"""Quotations by their marks, in a document and in a single sentence.

In: a text and its paragraphs, or a sentence. Out: `Quotation`s, which never overlap, what the wording of each shows,
and the `QuotedWords` of a sentence. Open `spans.py` first.
"""
