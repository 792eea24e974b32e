"""Page furniture: offers, menus, notices and buttons that are pasted along with an article.

It stays in the text and gets the role `furniture`, so that it is never cited. A sentence of the article about
newsletters or prices keeps its role: only whole lines are matched, and the list of an offer only together with its
price or its button.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.text.reading import Block

_SHORT = 14  # words; the longest line of a menu, a button or an offer
_NOTICE = 45  # words; the longest cookie notice or invitation to a newsletter
_ENDS_SENTENCE = re.compile(r"[.!?…;:,][\"'”’)\]]*$")
_IGNORED = " \t•·|>»«→›‹←–—-+*"

_PER = r"\s*(?:/|per|an?|every|each)\s*(?:week|month|year|quarter|annum|day|issue|wk|mo|yr)\b"
_PRICE = re.compile(
    rf"(?:[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:£|€|p|gbp|usd|eur|pounds|dollars|euros)){_PER}", re.IGNORECASE
)
# Labels of buttons that sell, as whole lines.
_BUTTON = re.compile(
    r"(?:subscribe|join|buy|order|register|sign up|start|try|get|upgrade|become|choose|select|view|"
    r"see|claim|renew)"
    r"(?: (?:now|today|here|us|up|free|for free|online|in|my|your|our|a|an|the|to|this|all|for|it|"
    r"plan|plans|offer|"
    r"offers|trial|free trial|member|subscriber|options|package|packages|subscription|membership|"
    r"subscriptions|more|"
    r"access|digital|print))*(?: from .*)?",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:subscri\w+|member(?:ship)?s?|unlimited|issues?|archives?|digital|print|editions?|"
    r"newsletters?|access|"
    r"articles?|ad-free|trial|cancel|delivered|delivery|app|exclusive|content|podcasts?|e-?paper|"
    r"supplements?|hubs?|"
    r"webinars?|premium|bonus|magazine|puzzles?|crosswords?)\b",
    re.IGNORECASE,
)
# Lines of the page around an article, matched whole.
_LINES = re.compile(
    r"(?:"
    r"advertisement|advert|sponsored(?: content)?|promoted(?: content)?|skip to (?:main )?content|"
    r"back to (?:top|home|news)|home|menu|search|print|email|e-mail|copy link|link copied|share|"
    r"comments?(?: ?\(?\d+\)?)?|"
    r"(?:leave|add|post|write) a (?:comment|reply)|\d+ comments?|\d+ shares?|"
    r"share (?:this|the|on|via|with|by|to)\b.*|tweet(?: this)?|(?:facebook|twitter|linkedin|whatsapp|"
    r"instagram|reddit|"
    r"youtube|tiktok|bluesky|pinterest|telegram|x(?=[ ,|/•·]+\w))(?:[ ,|/•·]+(?:facebook|twitter|linkedin|whatsapp|"
    r"email|x|reddit|print|"
    r"instagram|youtube|tiktok|bluesky|pinterest|telegram))*|"
    r"follow (?:us|me)?(?: ?on)?\b.*|like us on .*|"
    r"(?:log|sign) ?(?:in|out|up)(?: (?:/|or|to)\b.*)?|log ?in|register|my account|"
    r"subscribe(?: (?:now|today|here|to .*))?|"
    r"already (?:a |have ).*|not a (?:member|subscriber).*|forgot(?:ten)? (?:your )?password.*|"
    r"(?:more|read|see|view) (?:all|more)(?: (?:from|on|about|stories|articles|news|like this)\b.*)?|"
    r"(?:you may|you might) also (?:like|be interested).*|most (?:read|popular|viewed|"
    r"shared)(?: \w+)?|trending(?: now)?|"
    r"recommended(?: (?:for you|reading|stories|articles))?|latest (?:news|stories|articles|jobs|issue)|"
    r"related(?: (?:articles?|stories|story|content|topics?|links?|news|posts?|items?|reading))?|"
    r"(?:previous|next|newer|older)(?: (?:article|story|post|page))?|continue reading|"
    r"read (?:the )?full (?:story|article)|"
    r"(?:privacy|cookies?)(?: (?:policy|notice|settings|preferences|statement))?|manage (?:cookies|"
    r"preferences)|"
    r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|terms(?: (?:and|&) conditions| of (?:use|"
    r"service))?|"
    r"contact(?: us)?|about us|advertise(?: with us)?|site ?map|accessibility(?: statement)?|"
    r"help(?: centre| center)?|"
    r"(?:copyright )?©.*|copyright (?:©|\(c\)|\d{4}).*|all rights reserved.*|\(c\) \d{4}.*|"
    r"(?:reuse|republish) this (?:content|article)|get (?:our|the) (?:free )?(?:app|newsletter).*|"
    r"newsletters?|sign up|loading|close|dismiss|listen|save|bookmark|play (?:video|audio)|watch(?: now)?"
    r")[.!:…]?",
    re.IGNORECASE,
)
# Lines that link elsewhere: "Read more: …".
_POINTERS = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|more on this(?: story| topic)?|more from|"
    r"related(?: \w+)?|further reading|"
    r"recommended|watch|listen|don[’']t miss|must read|you may like)\s?[:|»›>–—]\s*\S.*",
    re.IGNORECASE,
)
# Notices in whole sentences, recognised by their first words.
_NOTICES = re.compile(
    r"(?:"
    r"(?:we|our partners|this (?:web)?site|"
    r"our (?:web)?site) (?:and our partners )?uses? (?:\w+ ){0,3}cookies|"
    r"by (?:continuing|using|clicking|signing up|subscribing|submitting|registering)\b.*\b(?:agree|"
    r"accept|consent)|"
    r"(?:please )?(?:sign up|subscribe|register|log in|sign in)\b.{0,60}\b(?:newsletters?|e-?mails?|"
    r"alerts?|bulletins?|updates|"
    r"account|read on|keep reading|continue reading|full (?:access|article|story)|unlimited|digital|"
    r"archive)\b|"
    r"(?:get|receive) .{0,60}\b(?:in|to) your inbox|to (?:read|"
    r"continue reading) (?:the rest of )?this (?:article|story)\b.*"
    r"\b(?:subscribe|register|log ?in|sign|account)|you (?:have|[’']ve) (?:read|reached|"
    r"used) .{0,40}\b(?:free )?(?:articles|limit)|"
    r"this (?:article|content) is (?:only )?(?:available |reserved )?(?:to|"
    r"for) (?:our )?(?:subscribers|members|registered)|"
    r"follow .{0,40}\bon (?:facebook|twitter|linkedin|instagram|x|bluesky|youtube|whatsapp|tiktok)\b|"
    r"(?:please )?enable javascript|javascript (?:is|must be)|your browser (?:does not|doesn[’']t)|"
    r"thank you for (?:subscribing|signing up|registering)|invalid e-?mail|something went wrong"
    r")",
    re.IGNORECASE,
)
# Headings above lists of other pages.
_LISTS_OTHERS = re.compile(
    r"(?:related(?: (?:articles?|stories|content|links?|news|posts?|items?|reading))?|most (?:read|"
    r"popular|viewed|shared)|"
    r"(?:more|read more|see more)(?: (?:from|on|about|in) .*| stories| news| like this)|"
    r"recommended(?: for you)?|"
    r"(?:you may|you might) also (?:like|be interested).*|trending(?: now)?|latest (?:news|stories|"
    r"articles|jobs))[:.…]?",
    re.IGNORECASE,
)


def mark_furniture(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with the role `furniture` for those that do not belong to the article."""
    marked = [_is_line(block) or _is_notice(block) for block in blocks]
    for start, end in _runs(blocks):
        _mark_offers(blocks, marked, start, end)
        _mark_lists_of_others(blocks, marked, start, end)
    return tuple(
        replace(block, role="furniture") if furniture else block
        for block, furniture in zip(blocks, marked, strict=True)
    )


def _words(text: str) -> int:
    return len(text.split())


def _bare(text: str) -> str:
    return text.strip(_IGNORED)


def _is_line(block: Block) -> bool:
    if block.role == "row" or _words(block.text) > _SHORT + 6:
        return False
    text = _bare(block.text)
    if _words(text) <= _SHORT and _LINES.fullmatch(text):
        return True
    return bool(_POINTERS.fullmatch(text))


def _is_notice(block: Block) -> bool:
    return block.role != "row" and _words(block.text) <= _NOTICE and bool(_NOTICES.match(_bare(block.text)))


def _is_short(block: Block) -> bool:
    if block.role == "row" or _words(block.text) > _SHORT:
        return False
    return block.role == "item" or bool(_PRICE.search(block.text)) or not _ENDS_SENTENCE.search(block.text)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Find the ranges of short lines that contain no sentence."""
    start: int | None = None
    for index, block in enumerate(blocks):
        if _is_short(block):
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(blocks)


def _mark_offers(blocks: Sequence[Block], marked: list[bool], start: int, end: int) -> None:
    """Mark offers: an optional heading, the promises, the price and the button.

    A list that a sentence introduces ("…are:") belongs to the article.
    """
    while (
        start < end
        and blocks[start].role == "item"
        and start
        and blocks[start - 1].text.rstrip().endswith(":")
    ):
        start += 1
    edges = [start]
    edges += [i for i in range(start + 1, end) if _opens(blocks, i) and not _opens(blocks, i - 1)]
    for left, right in zip(edges, [*edges[1:], end], strict=True):
        segment = range(left, right)
        priced = any(_PRICE.search(blocks[i].text) for i in segment)
        button = any(_BUTTON.fullmatch(_bare(blocks[i].text)) for i in segment)
        promises = sum(1 for i in segment if _OFFERED.search(blocks[i].text))
        # A price and promises alone may be part of a product review.
        if right - left > 1 and button and (priced or promises > 1):
            for i in segment:
                marked[i] = True


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Whether an offer may begin here: with a line that is no promise, price or button."""
    text = _bare(blocks[index].text)
    return blocks[index].role != "item" and not _PRICE.search(text) and not _BUTTON.fullmatch(text)


def _mark_lists_of_others(blocks: Sequence[Block], marked: list[bool], start: int, end: int) -> None:
    for index in range(start, end):
        if _LISTS_OTHERS.fullmatch(_bare(blocks[index].text)):
            marked[index:end] = [True] * (end - index)
            return
