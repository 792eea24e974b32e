"""Strings that mean harm: as questions, titles, addresses, file names and the text of documents."""

from itertools import product

# Each sets `window.broken`, opens a dialog or asks another host for something, if anybody runs or loads it.
_MARKUP = (
    "<script>window.broken=1</script>",
    "<img src=x onerror=window.broken=1>",
    "<img src=https://elsewhere.example/pixel.gif>",
    "<svg onload=window.broken=1>",
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "<link rel=stylesheet href=//elsewhere.example/a.css>",
    "<style>body{display:none}</style>",
    "<body onload=alert(1)>",
    "<a href='javascript:window.broken=1'>press</a>",
    "<form action=https://elsewhere.example><button>Ask</button></form>",
    "<input autofocus onfocus=window.broken=1>",
    "<details open ontoggle=window.broken=1>",
    "<template><script>window.broken=1</script></template>",
    "<math><mtext></p><style><img src=x onerror=window.broken=1>",
    "<base href=https://elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example'>",
    "<object data=https://elsewhere.example/a.swf></object>",
    "<video src=https://elsewhere.example/a.mp4 autoplay></video>",
)
_ADDRESSES = (
    "javascript:window.broken=1",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>parent.broken=1</script>",
    "vbscript:msgbox(1)",
    "//elsewhere.example/a.js",
    "blob:https://elsewhere.example/0",
    "file:///etc/passwd",
    'https://elsewhere.example/" onclick="window.broken=1',
)
_TEXT = (
    "\u202eevil gnitirw\u202c",
    "\u2066\u2067\u2068 isolates without an end",
    "‮" * 40 + "right to left",
    "مرحبا \u200f world \u200e!",
    "Z̷̡̛a̵l̸g̶o̷" + "\u0336\u0325" * 30,
    "W" * 3000,
    "🙂" * 500,
    "\u0000\u0007\u001b[31m bells",
    "${window.broken=1} {{constructor.constructor('window.broken=1')()}}",
    "%3Cscript%3Ewindow.broken%3D1%3C/script%3E",
    "&lt;script&gt;window.broken=1&lt;/script&gt; &#x3C;img&#x3E;",
    '" onmouseover="window.broken=1" x="',
    "'; DROP TABLE answers; --",
    "[1] [2] [999999999999999999999] [-1]",
    "\u2028\u2029 separators </textarea></title></script>",
    "ﷺ" * 200,
    "A\n\n\n\nB\r\n\tC",
)
_AROUND = ("{}", "What about {}?", "{} " * 4, "“{}”", "</p>{}<p>", "--> {} <!--", "]]> {}", "\\{}\\u003c")


def strings(number: int = 300) -> list[str]:
    """This many different ones, the longest of 100,000 characters."""
    found = [around.replace("{}", each) for around, each in product(_AROUND, _MARKUP + _ADDRESSES + _TEXT)]
    longest = ("<b>" + "x" * 99_994 + "</b>")[:100_000]
    return [longest, *dict.fromkeys(found)][:number]


def file_name(text: str, number: int) -> str:
    """`text` as near as a file may be called so."""
    kept = "".join(letter for letter in text if letter not in "/\0")
    return kept.encode()[:180].decode(errors="ignore").strip(". ") + f" {number}.md"
