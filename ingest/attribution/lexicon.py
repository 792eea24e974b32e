"""The words that speech is introduced with, and those that name who can speak."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that introduce speech wherever they stand.
SAYING = _words(
    """
    said says say told tells tell argued argues argue claimed claims claim insisted insists insist warned warns
    warn explained explains explain stated states admitted admits admit acknowledged acknowledges acknowledge
    conceded concedes concede commented comments remarked remarks joked jokes quipped quips stressed stresses
    emphasised emphasises emphasized emphasizes alleged alleges allege asserted asserts assert contended contends
    contend testified testifies cautioned cautions lamented laments reiterated reiterates opined opines suggested
    suggests suggest predicted predicts predict declared declares complained complains believes believe believed
    denied denies deny confessed confesses theorised theorized speculated speculates clarified clarifies
    mused muses boasted boasts countered counters retorted retorts
    """
)
# Verbs that introduce speech only before a quotation or a clause, or in a phrase set off by commas.
QUOTING = _words(
    """
    added adds add continued continues wrote writes write noted notes note observed observes replied replies reply
    responded responds respond asked asks ask recalled recalls recall revealed reveals reveal announced announces
    announce confirmed confirms confirm concluded concludes conclude reported reports report found finds find
    showed shows show shared shares tweeted tweets posted posts agreed agrees agree maintained maintains maintain
    began begins thinks think thought feels felt hopes hoped shouted shouts yelled yells screamed screams cried
    cries whispered exclaimed exclaims reads read reasoned reasons estimated estimates estimate indicated indicates
    indicate mentioned mentions reflected reflects decided wondered wonders thundered fumed enthused gushed raved
    pleaded begged implored teased answered answers interjected summarised summarized learned texted emailed
    captioned promised promises pledged pledges vowed vows demonstrated demonstrates discovered proposed proposes
    hinted hints signalled signaled counselled advised advises demanded demands repeated repeats proclaimed
    proclaims echoed echoes realised realized quoted quotes sang sings laughed laughs smiled grinned sighed
    described describes describe called calls call dubbed labelled labeled branded likened deemed
    """
)
# Verbs that report what somebody said by what he did in saying it.
ACTING = _words(
    """
    accused accuses accuse criticised criticises criticise criticized criticizes criticize praised praises praise
    defended defends defend condemned condemns condemn slammed slams blasted dismissed dismisses dismiss
    welcomed welcomes rejected rejects urged urges urge recommended recommends recommend
    details detailed highlighted highlights highlight outlined outlines
    disputed disputes dispute hailed denounced denounces lambasted applauded questioned refuted rebuffed
    apologised apologized backed
    """
)
# Of these, what is also a noun or an ordinary deed: it counts for documents and researchers only.
_OF_WORKS = _words(
    "shows show showed details detailed outlines outlined identified identifies found finds find"
)
OF_WORKS = _OF_WORKS | _words("demonstrated demonstrates highlights concluded concludes estimates estimated")
VERBS = (
    SAYING
    | QUOTING
    | ACTING
    | _words("put puts goes went chimed chimes identified identifies likens pointed points")
)
# Participles that go on with the speech of the clause before them.
CONTINUING = _words(
    """
    adding saying explaining noting arguing claiming insisting warning stressing writing telling admitting
    joking recalling describing calling tweeting stating declaring asking replying responding suggesting
    emphasising emphasizing commenting remarking concluding revealing promising pointing quipping posting
    reading acknowledging conceding asserting alleging shouting yelling
    """
)
SINGULAR_FORM = re.compile(r"s$")
BASE_FORMS = _words(
    """
    say tell argue claim insist warn explain admit acknowledge concede allege assert contend suggest predict
    believe deny add write note reply respond ask recall reveal announce confirm conclude report find show agree
    maintain think estimate indicate accuse criticise criticize praise defend condemn dismiss urge recommend
    highlight dispute describe call read
    """
)
# "Mr Hill said on Friday" is parenthetical; so are these behind a verb.
PRONOUNS = _words("he she it they")
OWN_VOICE = _words("i we i’m i’ve i’d i’ll we’re we’ve we’d we’ll")
AUXILIARIES = _words(
    """
    has have had is was were are been be being does do did also later then once previously recently reportedly now
    still even just further repeatedly initially originally since first famously always often already both all
    subsequently eventually finally publicly simply merely only again separately similarly similarly meanwhile
    however too himself herself themselves itself jointly
    """
)
NEGATIONS = _words("not never nor neither n't no nobody nothing")
HYPOTHETICAL = _words("would could should might may can cannot will shall must to if let’s let's")
DETERMINERS = _words(
    """
    a an the this that these those his her its their our my your one another some several many most two three
    four five six seven eight nine ten both each every other any few all no certain various
    """
)
DEFINITE = _words("the this that these those his her its their our")
INDEFINITE = _words(
    "a an one another some several many most two three four five six few other various certain"
)
ARTICLES = _words("a an the")
PREPOSITIONS = _words(
    """
    of for at from by in with on to into about after before during since until till between among against
    under over through without within despite per via like as than upon behind beyond near outside inside across
    around toward towards off out up down amid alongside including following regarding concerning because
    """
)
# The prepositions that tie a name to who is described: "a spokesman for the council".
TYING = _words("of for at from by in with within")
BOUNDARIES = _words(
    """
    and or but that who which whose whom where when while if because although though as so than how why whether
    what is are was were be been being has have had do does did will would can could should may might must shall
    not there here then yet nor to once unless until whereas
    """
)
RELATIVES = _words("who which whose whom where that")

PERSON_NOUNS = _words(
    """
    spokesman spokeswoman spokesperson minister president chancellor secretary chair chairman chairwoman chairperson
    chief head boss executive officer official director manager coach captain leader deputy mayor governor senator
    congressman congresswoman representative councillor mp mep lord lady king queen prince princess judge justice
    lawyer attorney solicitor barrister prosecutor defendant witness victim survivor detective sergeant sheriff
    inspector commissioner ombudsman regulator expert analyst economist scientist researcher professor lecturer
    academic doctor physician nurse surgeon psychologist psychiatrist therapist dietitian nutritionist epidemiologist
    teacher headteacher principal student pupil author writer journalist reporter editor columnist critic blogger
    broadcaster presenter host commentator producer filmmaker actor actress singer rapper musician drummer guitarist
    star comedian dancer artist designer architect engineer developer programmer founder co-founder cofounder ceo cfo
    cto coo owner investor banker trader broker shareholder farmer fisherman driver pilot worker employee staffer
    aide adviser advisor strategist consultant counsel activist campaigner advocate organiser organizer volunteer
    resident neighbour neighbor villager passenger customer shopper user seller buyer commenter person man woman boy
    girl child mother father mum dad mom parent son daughter brother sister husband wife uncle aunt grandfather
    grandmother friend colleague partner lover fan supporter voter player striker defender midfielder goalkeeper
    quarterback pitcher batter winger forward teammate rookie veteran champion winner runner athlete skipper pundit
    umpire referee historian philosopher biologist physicist chemist geologist astronomer ecologist climatologist
    soldier general colonel admiral commander officer policeman policewoman constable ambassador diplomat envoy
    politician lawmaker legislator candidate nominee congressperson bishop archbishop priest pope imam rabbi cardinal
    insider source participant respondent member interviewer interviewee narrator source employer patient carer
    psychotherapist scholar fellow graduate tutor trainer instructor chef cook baker butcher owner landlord tenant
    client entrepreneur billionaire millionaire tycoon mogul heir publicist agent representative rep
    singer-songwriter frontman bandmate co-star costar model influencer youtuber streamer podcaster tiktoker
    insider whistleblower informant correspondent novelist poet playwright screenwriter showrunner creator duke duchess
    premier treasurer clerk registrar bursar dean provost curator librarian archivist technician midwife paramedic
    firefighter guard guardian steward captain sailor astronaut cosmonaut hunter gardener gamer hacker counsellor
    teenager youngster retiree pensioner toddler widow widower fiancé fiancée girlfriend boyfriend stepfather
    """
)
GROUP_NOUNS = _words(
    """
    people men women children police officials researchers scientists experts analysts critics sources authorities
    authors doctors ministers executives lawyers prosecutors residents parents teachers students campaigners
    activists workers staff fans players users sellers leaders families reps representatives spokespeople others
    economists investors investigators inspectors regulators lawmakers politicians voters supporters opponents
    members witnesses neighbours neighbors insiders friends colleagues couple pair duo trio team crew
    group band panel jury delegation brothers sisters twins judges nurses engineers developers designers founders
    co-founders directors producers writers journalists reporters editors commentators historians bosses chiefs
    councillors heads veterans
    """
)
BODY_NOUNS = _words(
    """
    company firm agency council authority government department ministry commission committee board court union
    party charity trust foundation institute institution university college school hospital bank club league
    association federation organisation organization body watchdog inspectorate regulator administration
    corporation business startup start-up publisher studio network broadcaster newspaper magazine outlet site website
    platform service retailer manufacturer maker developer giant carrier airline consultancy think-tank thinktank
    tank lab laboratory office bureau parliament senate house congress church force embassy prosecution defence
    defense state country nation city bloc coalition alliance campaign label brand chain operator provider supplier
    vendor lender insurer fund prison police army navy military pentagon kremlin palace cabinet tribunal panel
    secretariat unit directorate group team conglomerate unicorn automaker carmaker chipmaker drugmaker utility
    """
)
WORK_NOUNS = _words(
    """
    report study analysis review survey paper research audit inquiry investigation poll findings data figures
    assessment evaluation guidance whitepaper dossier statistics index census document documents study’s filing
    filings complaint lawsuit suit indictment ruling judgment petition affidavit article book memoir biography
    reports studies papers documents
    """
)
# What carries words but does not speak for itself: its speaker is whose it is.
CARRIERS = _words(
    """
    statement tweet tweets post posts letter email e-mail message memo note caption blog release announcement
    press speech interview testimony remarks comments comment notice bio account video
    """
)
# The works that one and the same document may be called by.
WORK_FAMILIES: tuple[frozenset[str], ...] = (
    _words(
        "report study analysis review survey paper research audit inquiry investigation poll findings assessment"
        " evaluation data figures reports studies statistics index"
    ),
    _words("complaint lawsuit suit filing filings indictment petition affidavit document documents"),
    _words("book memoir biography"),
    _words("ruling judgment"),
)
# Someone who has been named before and is now called by what he or she is.
GENERIC_PERSONS = _words(
    """
    man woman boy girl player star actor actress singer rapper musician striker defender midfielder goalkeeper
    quarterback pitcher batter winger forward teen teenager youngster billionaire millionaire entrepreneur
    comedian host presenter author writer artist athlete champion winner veteran rookie politician mother father
    mum dad mom filmmaker model influencer pundit entertainer year-old broadcaster performer songwriter
    singer-songwriter personality celebrity native alum legend icon hitmaker frontman founder mogul tycoon couple
    """
)
HONORIFICS = _words(
    "mr mrs ms miss dr sir dame lord lady baroness professor prof rev father sister judge justice"
)
TITLES = _words(
    """
    mr mrs ms miss dr sir dame lord lady baroness professor prof rev judge justice president minister prime
    secretary senator sen rep representative congressman congresswoman governor gov mayor chancellor chairman
    chairwoman chair chief executive officer ceo cfo cto coo cio evp svp vp vice director manager coach captain
    general colonel sergeant sgt lieutenant lt inspector detective commissioner ambassador councillor cllr mp
    attorney deputy assistant founder co-founder king queen prince princess pope bishop archbishop cardinal
    emperor sheriff constable admiral commander editor counsel spokesman spokeswoman spokesperson premier treasurer
    former senior managing head analyst
    """
)
BODY_NAMES = _words(
    """
    inc corp corporation ltd limited llc plc company co group university college school institute institution
    department ministry council commission committee association federation union party government agency office
    centre center hospital trust foundation society board club fc bank police court league house parliament
    congress senate service services authority bureau administration records studios entertainment media news
    times post guardian journal magazine press network labs technologies systems partners capital ventures
    holdings industries international global institute academy museum museums church army navy force guard
    organization organisation nations republic kingdom states securities management
    asset stock exchange economic fund funds index
    """
)
CALENDAR = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow christmas easter
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
    | _words(
        """
        you your yours mine ours yes well oh ok okay hello dear thanks thank please maybe perhaps meanwhile moreover
        furthermore therefore thus hence indeed instead nevertheless nonetheless otherwise rather still again
        today tonight yesterday tomorrow earlier later soon ever asked according speaking writing more less such
        same much every everyone everybody someone somebody anyone nobody everything something nothing
        next last previous former latter half part time year week day month while unlike given based despite
        elsewhere ultimately additionally similarly clearly obviously apparently reportedly unfortunately
        fortunately interestingly notably specifically critically see read watch credit photo photograph picture image
        getty exclusive breaking update updated
        """
    )
)
NO_SPEAKER = _words(
    """
    week weeks year years month months day days morning afternoon evening night time times hour hours minute
    minutes number numbers paper’s order power water summer winter autumn spring error door floor colour color
    sector factor motor mirror tower weather matter chapter offer theater theatre river cover computer server
    car cancer dinner shower feature letter newsletter weather wonder trailer counter corner layer filter
    folder border gender murder disorder summer september october november december poster sticker
    """
)
_AGENT = re.compile(r"(?:man|woman|person|er|or|ist|ian|ers|ors|ists|ians|year-old|year-olds)$")


def can_speak(noun: str) -> bool:
    """Whether what this noun describes can say something."""
    return is_person(noun) or noun in GROUP_NOUNS or noun in BODY_NOUNS or is_work(noun)


def is_person(noun: str) -> bool:
    """Whether the noun describes a human being (or several)."""
    if noun in PERSON_NOUNS or noun in GENERIC_PERSONS:
        return True
    if noun in NO_SPEAKER or noun in BODY_NOUNS or noun in WORK_NOUNS or noun in CARRIERS or len(noun) < 5:
        return False
    return bool(_AGENT.search(noun))


def is_work(noun: str) -> bool:
    """Whether the noun describes a document that speaks."""
    return noun in WORK_NOUNS or noun in CARRIERS


def is_plural(noun: str) -> bool:
    """Whether the noun describes several; "police" and "staff" do."""
    if noun in (
        "police",
        "people",
        "men",
        "women",
        "children",
        "staff",
        "data",
        "figures",
        "findings",
        "couple",
    ):
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def family(noun: str) -> frozenset[str]:
    """The nouns that may call the same document as this one."""
    return next((each for each in WORK_FAMILIES if noun in each), frozenset({noun}))
