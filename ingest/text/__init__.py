"""Clean text, sentences and passages from the blocks of a file.

In: a `Reading` of blocks. Out: text with sentence spans, then passages. Open `reading.py` first, then `split.py`.
"""
