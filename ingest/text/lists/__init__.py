"""Lists that no mark of the file shows: paragraphs that count up, and a table of times in columns.

In: blocks, or the lines of a plain text. Out: blocks as items or rows. Open `enumerations.py` first.
"""
