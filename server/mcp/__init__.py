"""The papers for programs that speak MCP, the Model Context Protocol: tools to ask and search, documents to read.

In: calls of a client, over standard input and output or HTTP. Out: the HTTP API's JSON, and for an answer its text.
Open `tools.py` first, which lists the tools; `protocol.py` serves them with the official SDK, which is imported only
where a client is served.
"""
