"""What of a web page a browser shows: hidden elements are dropped, and pages that a script builds are recognised."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:[;!}]|$)|"
    r"font-size\s*:\s*0(?:[a-z%]*)\s*(?:[;!}]|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}px|"
    r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\))",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}@]{1,400})\{([^{}]{0,2000})\}")
_AT_RULE = re.compile(r"@[\w-]+[^{;]{0,400}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,500}[^{}]{0,2000}\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<kind>[.#])(?P<name>[\w-]+)", re.IGNORECASE)
_MOST = 0.5  # of the page's words; what hides more is undone by the page's script, or nothing would be seen
_FEW = 60  # words of a page
_DATA = ("application/ld+json", "speculationrules", "importmap")


def drop_hidden(page: "HtmlElement") -> None:
    """Remove from `page` what no browser shows."""
    limit = _MOST * len(str(page.text_content()).split())
    for element in [*page.iter("template"), *_hidden(page)]:
        if element.getparent() is None or element.tag in ("html", "body", "head"):
            continue
        if element.tag == "template" or len(str(element.text_content()).split()) <= limit:
            element.drop_tree()


def is_built_by_script(page: "HtmlElement") -> bool:
    """Whether the page holds hardly any text of its own and scripts that make the rest."""
    scripts = [each for each in page.iter("script") if each.get("type") not in _DATA]
    code = sum(len(each.text or "") for each in scripts)
    shown = [text for each in page.iter("body") for text in _texts(each)]
    words = sum(len(text.split()) for text in shown)
    linked = any(each.get("src") for each in scripts)
    return words < _FEW and (code > sum(map(len, shown)) or (linked and words < _FEW // 2))


def _texts(element: "HtmlElement") -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _hidden(page: "HtmlElement") -> Iterator["HtmlElement"]:
    yield from page.xpath("//body//*[@hidden]")
    yield from (each for each in page.xpath("//body//*[@style]") if _HIDING.search(each.get("style") or ""))
    for style in page.iter("style"):
        sheet = _AT_RULE.sub("", _COMMENT.sub("", style.text or ""))
        for selectors, declarations in _RULE.findall(sheet):
            if _HIDING.search(declarations):
                for selector in selectors.split(","):
                    yield from _selected(page, selector.strip())


def _selected(page: "HtmlElement", selector: str) -> list["HtmlElement"]:
    """What a selector of one class or id selects; others are left alone."""
    match = _SIMPLE.fullmatch(selector)
    if match is None:
        return []
    tag, name = (match["tag"] or "*").lower(), match["name"]
    if match["kind"] == "#":
        return list(page.xpath(f"//body//{tag}[@id=$name]", name=name))
    return list(
        page.xpath(
            f"//body//{tag}[contains(concat(' ',normalize-space(@class),' '),$name)]", name=f" {name} "
        )
    )
