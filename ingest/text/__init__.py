"""From blocks of a file to clean text, sentences and passages.

In: a `Reading` of blocks. Out: text with sentence spans, then passages. Open `reading.py` first, then `split.py`.
"""
