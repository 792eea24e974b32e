"""Milvus for both indexes: a server, or milvus-lite over a file of this machine.

In: passages with their vectors, and the name of an affair. Out: that affair's passages by words and by vectors. Open
`collection.py` first: rows of all affairs lie in one collection for each index, with the affair as partition key.
"""
