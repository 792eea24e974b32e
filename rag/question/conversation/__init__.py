"""Conversations: what a question leans on that was asked and answered before it.

In: the question as typed, the turns before it, and the parties. Out: a `Context`, and whether a question can be
understood alone (`follow_up.py`). Open `context.py` first.
"""
