"""Words of the language stand in the lexicon's tables alone: no module has a list of its own."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SOURCES = sorted(path for folder in ("rag", "ingest", "server") for path in (ROOT / folder).rglob("*.py"))
# So many different members of a class in one string literal are a list of that class.
MEMBERS = {
    "verbs of saying": (
        4,
        "said says argued argues claimed claims insisted warned warns stated concluded denied",
    ),
    "modal verbs": (3, "would could might should must shall"),
    "months": (3, "january february april july august october december"),
    "bodies": (4, "council committee commission trust union company agency university ministry"),
    "offices": (4, "director president secretary minister spokes chair treasurer trustee"),
    "measures": (4, "years months weeks hours minutes metres miles pounds"),
    "joints of a question": (4, "while whereas compared contrast between than"),
    "things asked for": (4, "proportion price salary percent rating decade author region"),
    "kinds of works": (3, "reports? study|studies reviews? audits? surveys? inquiry|inquiries"),
}  # fmt: skip


# Signs of a regular expression that look like words.
SIGNS = re.compile(r"\(\?P?<\w+>|\(\?[a-zA-Z-]+[:)]|\\[a-zA-Z]|\[[^\]]*\]")
FORM = 5  # words of one pattern: prepositions, auxiliaries and articles that make its form
LISTED = 4  # words of a listing, whether one string that is split or a set, tuple or list of strings
# Words of formats, addresses and programs are no words of the language.
OF_PROGRAMS = {
    "ingest/attribution/clauses/read_unit.py": "relations of a tree",
    "ingest/attribution/entities/salience.py": "forms of a mention",
    "ingest/readers/mail/heads.py": "codes of languages",
    "ingest/readers/web/article.py": "elements of HTML",
    "ingest/readers/web/blocks.py": "elements of HTML",
    "ingest/readers/web/entries.py": "classes of elements",
    "ingest/metadata/placeholders.py": "endings of files",
    "ingest/readers/office/ooxml.py": "content types",
    "ingest/sync/loaded.py": "names of fields",
    "server/affairs/beside.py": "headers of HTTP",
    "server/affairs/paths.py": "paths of the server",
    "server/audit.py": "paths of the server",
    "server/commands/tables.py": "names of fields",
    "server/guard.py": "paths of the server",
    "server/mcp/tools.py": "names of fields",
    "server/roles.py": "paths of the server",
    "ingest/readers/web/shown.py": "declarations of CSS",
    "rag/answering/selection.py": "what a question wants",
    "rag/generation/providers.py": "names of packages",
    "rag/generation/reply.py": "marks that models write",
    "rag/overviews/work_sentences.py": "tags of the lexicon",
    "rag/storage/postgresql/address.py": "parameters of addresses",
    "rag/storage/postgresql/schema.py": "names of tables",
    "rag/storage/superseded.py": "parameters of addresses",
    "rag/text/dates.py": "forms of a date",
    "rag/text/lexicon/word_classes.py": "endings of words, by which an agent is told",
    "rag/types.py": "kinds of a document",
    "server/app.py": "paths",
    "server/requests.py": "fields",
    "server/routes/find.py": "fields",
    "server/schemas.py": "fields",
}


@cache
def nodes(source: str) -> tuple[ast.AST, ...]:
    """All nodes of a module, parsed once for all tests."""
    return tuple(ast.walk(ast.parse(source)))


@cache
def literals(source: str) -> tuple[tuple[int, str], ...]:
    """The string literals of a module but its docstrings, those of one f-string joined, with their lines."""
    # A string that is a statement of its own.
    documentation = {id(node.value) for node in nodes(source) if isinstance(node, ast.Expr)}
    return tuple(
        (node.lineno, node.value)
        for node in nodes(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    )


def lists_in(source: str, members: str, least: int) -> list[int]:
    """The lines on which a literal holds at least so many of these words."""
    patterns = [re.compile(rf"\b(?:{member})", re.IGNORECASE) for member in members.split()]
    return [
        line for line, text in literals(source) if sum(bool(each.search(text)) for each in patterns) >= least
    ]


def patterns(source: str) -> Iterator[tuple[int, str]]:
    """The regular expressions of a module without their signs, and its listings in one string, with their lines."""
    for node in nodes(source):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id == "re":
            yield node.lineno, SIGNS.sub(" ", _text_of(node.args[:1]))
        elif node.func.attr == "split" and isinstance(owner, ast.Constant):
            yield node.lineno, str(owner.value)


def alternatives(source: str) -> Iterator[tuple[int, str]]:
    """Literals with several words beside each other as alternatives, wherever they stand."""
    for line, text in literals(source):
        if re.search(r"[a-z]{2}(?:[?)]*\|[(?:]*[a-z’' ]{2,}){3}", text):
            yield line, SIGNS.sub(" ", text)


def _text_of(nodes: Iterable[ast.AST]) -> str:
    """The literal text under these nodes, without names of groups and of the lexicon's tables and tags."""
    found = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Constant):
            found.append(str(node.value))
        elif not isinstance(node, ast.Call):
            waiting = [*ast.iter_child_nodes(node), *waiting]
    return " ".join(found)


def collections(source: str) -> Iterator[tuple[int, str]]:
    """The sets, tuples and lists of words, and the listings that `stems` reads; the values of a `Literal` are names."""
    values = {id(node.slice) for node in nodes(source) if isinstance(node, ast.Subscript)}
    for node in nodes(source):
        if isinstance(node, ast.Set | ast.Tuple | ast.List) and id(node) not in values:
            constants = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            texts = [each for each in constants if isinstance(each, str)]
            if texts and len(texts) == len(node.elts):
                yield node.lineno, " ".join(text for text in texts if re.fullmatch(r"[a-z’' ]{2,}", text))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "stems":
            yield node.lineno, " ".join(str(a.value) for a in node.args if isinstance(a, ast.Constant))


def wordy(source: str) -> list[int]:
    """The lines with more words of the language in one pattern or listing than belong to its form."""
    return sorted(
        {
            line
            for line, text in (*patterns(source), *alternatives(source), *collections(source))
            if len(set(re.findall(r"[a-z’']{2,}", text))) > (FORM if "|" in text else LISTED)
        }
    )


@pytest.mark.parametrize("kind", MEMBERS)
def test_no_module_has_a_list_of_its_own(kind: str) -> None:
    least, members = MEMBERS[kind]
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        for line in lists_in(path.read_text(encoding="utf-8"), members, least)
    ]

    assert found == []


def test_a_list_in_a_module_would_be_seen() -> None:
    assert lists_in('VERBS = "said|says|argued|claimed"', MEMBERS["verbs of saying"][1], 4) == [1]
    assert lists_in('"""She said, says, argued and claimed."""', MEMBERS["verbs of saying"][1], 4) == []


def test_no_pattern_or_listing_is_made_of_words() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        if path.relative_to(ROOT).as_posix() not in OF_PROGRAMS
        for line in wordy(path.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_a_pattern_made_of_words_would_be_seen() -> None:
    boats = "ferry boat tug barge raft skiff punt yawl cutter sloop ketch liner"

    assert wordy(f'_GOES = re.compile(r"(?:{boats.replace(" ", "|")})s?")') == [1]
    assert wordy(f"_BOATS = r'(?:{boats.replace(' ', '|')})'") == [1]
    assert wordy(f'BOATS = "{boats}".split()') == [1]
    assert wordy(f"BOATS = frozenset({set(boats.split())})") == [1]
    assert wordy(f"if word in {tuple(boats.split())}: pass") == [1]
    assert wordy(f'BOATS = stems("{boats}")') == [1]
    assert wordy('BOATS: Literal["ferry", "boat", "tug", "barge", "raft"] = "tug"') == []
    assert wordy('_GOES = re.compile(r"ferry|boat|tug|barge|raft|punt")') == [1]
    assert wordy('_GOES = re.compile(rf"(?P<boat>{boats})(?:by|in)")') == []
    assert wordy('"""' + boats + '"""') == []
