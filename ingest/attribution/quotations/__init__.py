"""The quotations of a document.

In: its text and paragraphs. Out: `Quotation`s, which never overlap, and what the wording of each shows. Open `spans.py`
first.
"""
