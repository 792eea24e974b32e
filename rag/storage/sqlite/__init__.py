"""SQLite as the Library uses it.

In: the Library's file. Out: connections that raise this program's errors, and snapshots. Open `connection.py` first.
"""
