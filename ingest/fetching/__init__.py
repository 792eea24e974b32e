"""Documents from the web: http and https, public addresses only, within limits.

In: an address. Out: `Content`. Open `fetch.py` first.
"""
