"""What a reader keeps: answers with their conversations and feedback, and pins.

In: an answer as it was shown, or the citations to keep. Out: the same, as they were then. Open `answers.py` first.
"""
