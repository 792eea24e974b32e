"""Strings that break files, pages or the text after them."""

# fmt: off
HOSTILE = [
    "<script>alert(1)</script>", "</w:t></w:r><w:r><w:t>", "]]>", "<!-- x", "&amp; &#x41; &lt;b&gt;",
    "<b>bold</b> & <i>", "a\x00b\x01c\x08d\x0be\x0cf\x1fg", "lone \ud800 and \udfff halves", "\ufffe\uffff",
    "\x7f\x80\x9f", "\u202eevil\u202a one \u2067two", "\u2069\u202c unpaired", "שלום עולם hello 123 (abc)",
    "مرحبا, “quoted” [1] text", "hello שלום [2] — end", "**bold** _it_ `code` ~~gone~~", "# heading",
    "## heading ##", "> quotation", "- item", "+ item", "* item", "1. one", "12) twelve", "---", "***",
    "===", "```", "    code", "\tcode", "[text](javascript:alert(1))",
    "![image](http://evil.example/x.png)", "[^1]: a note", "[^1]", "[ref]: http://evil.example",
    "<http://evil.example>", "http://evil.example www.evil.example", "| a | b |", "a | b", "\\", "\\\\*",
    "back\\", "$x$ $$y$$", "line one\nline two", "cr\r\nlf\u2028ls\u2029ps\x85nel",
    "{{7*7}} ${x} %s %(a)s {0}", "e\u0301 \U0001f469\u200d\U0001f4bb \u200b\ufeff", "…“”‘’«»„\"'",
    "=cmd|' /C calc'!A0", "../../etc/passwd", "con.docx", "x" * 5000, "“" * 50, "C#", "trailing  ",
    "  leading", "a\u00a0b",
]
# fmt: on
