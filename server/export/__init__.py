"""Answers as papers: Word and Markdown with footnotes, alone or put together as a briefing.

In: stored answers, or questions, with the documents as they are now. Out: a file. Open `desk.py` first.
"""
