"""Mail: single mails, mailboxes and what mail programs pack together; each mail is a conversation of its writers.

In: the bytes of a file. Out: a `FileContent` whose blocks say who wrote them and when. Open `thread.py` first, which
tells the earlier mails in a mail apart, then `eml.py`.
"""
