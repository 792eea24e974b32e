"""Extracts the answer from a model's reply: without its reasoning, and with the JSON in it.

Models and the servers around them mark their thinking in several ways (`<think>`, `<reasoning>`, the channels of
gpt-oss) and may be cut off inside it; they also put fences and polite sentences around the answer.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

_NAMES = r"think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad"
_THINKING = re.compile(rf"<({_NAMES})>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
# Some chat templates hold the opening tag, so that only the closing one is in the reply.
_THOUGHT_BEFORE = re.compile(rf"\A.*</(?:{_NAMES})>", re.DOTALL | re.IGNORECASE)
_CHANNEL = re.compile(
    r"(?:<\|start\|>\w*)?<\|channel\|>\s*(?P<name>\w+)[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>(?P<said>.*?)"
    r"(?=<\|(?:end|return|call|start|channel)\|>|\Z)",
    re.DOTALL,
)
_TOKEN = re.compile(r"<\|[\w ]{1,40}\|>")  # other marks of a chat template
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_DECODER = json.JSONDecoder()
_MOST_VALUES = 50


def meant(reply: str) -> str:
    """The reply without its reasoning and the marks of a chat template; empty if it was cut off before the answer."""
    channels = list(_CHANNEL.finditer(reply))
    if channels:
        reply = "\n".join(each["said"] for each in channels if each["name"] == "final")
    reply = _THINKING.sub("", reply)
    reply = _THOUGHT_BEFORE.sub("", reply)
    return _FENCE.sub("", _TOKEN.sub("", reply)).strip()


def json_values(text: str) -> Iterator[Any]:
    """The JSON objects and lists in a text, in order."""
    at = 0
    for _ in range(_MOST_VALUES):
        begins = re.search(r"[{\[]", text[at:])
        if begins is None:
            return
        at += begins.start()
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        yield value
