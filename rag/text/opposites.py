"""Words that say the contrary of each other; a draft that puts one for the other turns its source round."""

from collections.abc import Mapping

from rag.text.tokens import stem

# Two sides of one matter a line, each with its near synonyms.
_PAIRS = """
rise increase grow climb gain soar surge up | fall decrease decline shrink drop plunge plummet sink slump down
higher improve strengthen expand | lower worsen weaken contract shrink
accept approve welcome embrace endorse support agree | reject refuse oppose condemn disagree dispute denounce
praise defend back favour | criticise condemn attack oppose
win | lose
victory | defeat
allow permit let authorise | forbid ban prohibit prevent block bar
first | last
before | after
more | less fewer
most | least
above over | below under
include | exclude
open | close shut
start begin launch introduce | end stop finish abolish scrap
buy | sell
guilty convict | innocent acquit
true | false
legal lawful | illegal unlawful
strong | weak
success succeed | failure fail
largest biggest greatest | smallest least
highest | lowest
longest | shortest
oldest | youngest newest
earliest | latest
strongest | weakest
good positive | bad negative
better | worse
best | worst
early earlier | late later
north northern | south southern
east eastern | west western
majority | minority
always | never
public | private
major | minor
maximum | minimum
profit | loss
admit confirm acknowledge | deny
arrive enter join | leave quit exit
hire appoint | sack dismiss fire
add | remove
import | export
rich wealthy | poor
safe | dangerous unsafe
high | low
large big | small
long | short
old | new young
male man | female woman
father | mother
son | daughter
husband | wife
ally | enemy
friend | enemy
cause | result
inside | outside
left | right
rural | urban
encourage | discourage
same | different
easy | difficult hard
cheap | expensive
yes | no
"""


def _table() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _PAIRS.strip().splitlines():
        one, other = (frozenset(stem(word) for word in side.split()) for side in line.split("|"))
        for word in one:
            found[word] = found.get(word, frozenset()) | other
        for word in other:
            found[word] = found.get(word, frozenset()) | one
    return found


_OPPOSITES = _table()


def opposites(stem: str) -> frozenset[str]:
    """The stems of the words that say the contrary."""
    return _OPPOSITES.get(stem, frozenset())
