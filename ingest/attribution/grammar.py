"""The small words of English that tell where a phrase begins and ends, and what a capital letter means."""


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


PRONOUNS = words("he she it they")
OBJECTS = {"him": "he", "her": "she", "them": "they"}
OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
# What stands for somebody by itself: "one said", "a third wrote".
SOME = words("one another many some both others several few most")
ORDINALS = words("second third fourth fifth")
OWN_VOICE = words("i we i’m i’ve i’d i’ll we’re we’ve we’d we’ll")
AUXILIARIES = words(
    """
    has have had is was were are been be being does do did also later then once previously recently
    reportedly now still even just further repeatedly initially originally since first famously always
    often already both all subsequently eventually finally publicly simply merely only again separately
    similarly meanwhile however too himself herself themselves itself jointly
    """
)
NEGATIONS = words("not never nor neither n't no nobody nothing")
HYPOTHETICAL = words("would could should might may can cannot will shall must to if let’s let's")
DETERMINERS = words(
    """
    a an the this that these those his her its their our my your one another some several many most two
    three four five six seven eight nine ten both each every other any few all no certain various
    """
)
DEFINITE = words("the this that these those his her its their our")
INDEFINITE = words(
    "a an one another some several many most two three four five six few other various certain"
)
ARTICLES = words("a an the")
PREPOSITIONS = words(
    """
    of for at from by in with on to into about after before during since until till between among
    against under over through without within despite per via like as than upon behind beyond near
    outside inside across around toward towards off out up down amid alongside including following
    regarding concerning because
    """
)
# Behind these a phrase is an object and no subject.
GOVERNING = words("of for at from by in with on to into about between among against under over through via")
# The prepositions that tie a name to who is described: "a spokesman for the council".
TYING = words("of for at from by in with within")
BOUNDARIES = words(
    """
    and or but that who which whose whom where when while if because although though as so than how why
    whether what is are was were be been being has have had do does did will would can could should may
    might must shall not there here then yet nor to once unless until whereas
    """
)
RELATIVES = words("who which whose whom where that")
CALENDAR = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today yesterday tomorrow christmas easter jan feb apr aug
    sep sept oct nov dec tue tues wed thu thurs fri
    """
)
# Words that open a sentence in capitals and are no names.
OPENERS = (
    DETERMINERS
    | PREPOSITIONS
    | BOUNDARIES
    | PRONOUNS
    | OWN_VOICE
    | AUXILIARIES
    | NEGATIONS
    | words(
        """
    you your yours mine ours yes well oh ok okay hello dear thanks thank please maybe perhaps meanwhile
    moreover furthermore therefore thus hence indeed instead nevertheless nonetheless otherwise rather
    still again today tonight yesterday tomorrow earlier later soon ever asked according speaking
    writing more less such same much every everyone everybody someone somebody anyone nobody everything
    something nothing next last previous former latter half part time year week day month while unlike
    given based despite elsewhere ultimately additionally similarly clearly obviously apparently
    reportedly unfortunately fortunately interestingly notably specifically critically see read watch
    credit photo photograph picture image getty exclusive breaking update updated initial little recent latest
    further local official media press news various numerous multiple repeated conflicting unconfirmed
    """
    )
)
