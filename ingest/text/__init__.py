"""Clean text, sentences and passages from the blocks of a file.

In: a `FileContent` of blocks. Out: text with sentence spans, then passages. Open `reading.py` first, then `split.py`.
"""
