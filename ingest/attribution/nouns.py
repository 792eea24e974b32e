"""The nouns that describe who can speak: people, bodies, groups and documents."""

import re
from collections.abc import Sequence

from ingest.attribution.given_names import GIVEN
from ingest.attribution.grammar import words

PERSON_NOUNS = words(
    """
    spokesman spokeswoman spokesperson minister president chancellor secretary chair chairman chairwoman
    chairperson chief head boss executive officer official director manager coach captain leader deputy
    mayor governor senator congressman congresswoman representative councillor mp mep lord lady king
    queen prince princess judge justice lawyer attorney solicitor barrister prosecutor defendant witness
    victim survivor detective sergeant sheriff inspector commissioner ombudsman regulator expert analyst
    economist scientist researcher professor lecturer academic doctor physician nurse surgeon
    psychologist psychiatrist therapist dietitian nutritionist epidemiologist teacher headteacher
    principal student pupil author writer journalist reporter editor columnist critic blogger
    broadcaster presenter host commentator producer filmmaker actor actress singer rapper musician
    drummer guitarist star comedian dancer artist designer architect engineer developer programmer
    founder co-founder cofounder ceo cfo cto coo owner investor banker trader broker shareholder farmer
    fisherman driver pilot worker employee staffer aide adviser advisor strategist consultant counsel
    activist campaigner advocate organiser organizer volunteer resident neighbour neighbor villager
    passenger customer shopper user seller buyer commenter person man woman boy girl child mother father
    mum dad mom parent son daughter brother sister husband wife uncle aunt grandfather grandmother
    friend colleague partner lover fan supporter voter player striker defender midfielder goalkeeper
    quarterback pitcher batter winger forward teammate rookie veteran champion winner runner athlete
    skipper pundit umpire referee historian philosopher biologist physicist chemist geologist astronomer
    ecologist climatologist soldier general colonel admiral commander policeman policewoman constable
    ambassador diplomat envoy politician lawmaker legislator candidate nominee congressperson bishop
    archbishop priest pope imam rabbi cardinal insider source participant respondent member interviewer
    interviewee narrator employer patient carer psychotherapist scholar fellow graduate tutor trainer
    instructor chef cook baker butcher landlord tenant client entrepreneur billionaire millionaire
    tycoon mogul heir publicist agent rep singer-songwriter songstress frontman bandmate co-star costar
    model influencer youtuber streamer podcaster tiktoker whistleblower informant correspondent novelist
    poet playwright screenwriter showrunner creator duke duchess premier treasurer clerk registrar
    bursar dean provost curator librarian archivist technician midwife paramedic firefighter guard
    guardian steward sailor astronaut cosmonaut hunter gardener gamer hacker counsellor sibling cousin
    nephew niece teenager youngster retiree pensioner toddler widow widower fiancé fiancée girlfriend
    boyfriend stepfather
    """
)
GROUP_NOUNS = words(
    """
    family people men women children police officials researchers scientists experts analysts critics
    sources authorities authors doctors ministers executives lawyers prosecutors residents parents
    teachers students campaigners activists workers staff fans players users sellers leaders families
    reps representatives spokespeople others economists investors investigators inspectors regulators
    lawmakers politicians voters supporters opponents members witnesses neighbours neighbors insiders
    friends colleagues couple pair duo trio team crew group band panel jury delegation brothers sisters
    twins judges nurses engineers developers designers founders co-founders directors producers writers
    journalists reporters editors commentators historians bosses chiefs councillors heads veterans
    """
)
BODY_NOUNS = words(
    """
    company firm agency council authority government department ministry commission committee board
    court union party charity trust foundation institute institution university college school hospital
    bank club league association federation organisation organization body watchdog inspectorate
    regulator administration corporation business startup start-up publisher studio network broadcaster
    newspaper magazine outlet site website platform service retailer manufacturer maker developer giant
    carrier airline consultancy think-tank thinktank tank lab laboratory office bureau parliament senate
    house congress church force embassy prosecution defence defense state country nation city bloc
    coalition alliance campaign label brand chain operator provider supplier vendor lender insurer fund
    prison police army navy military pentagon kremlin palace cabinet tribunal panel secretariat unit
    directorate group team conglomerate unicorn automaker carmaker chipmaker drugmaker utility
    """
)
WORK_NOUNS = words(
    """
    report study analysis review survey paper research audit inquiry investigation poll findings data
    figures assessment evaluation guidance whitepaper dossier statistics index census document documents
    study’s filing filings complaint lawsuit suit indictment ruling judgment petition affidavit article
    book memoir biography reports studies papers
    """
)
# What carries words but does not speak for itself: its speaker is whose it is.
CARRIERS = words(
    """
    statement tweet tweets post posts letter email e-mail message memo note caption blog release
    announcement submission missive letters emails brief speech interview testimony remarks comments
    comment notice bio account video
    """
)
# Bodies that a text calls by the bare noun whatever they are named: "the company" is Acme, "the court" is a court.
PLAIN_BODIES = words(
    """
    company firm agency charity foundation institute institution club association federation
    organisation organization body watchdog inspectorate corporation business startup start-up publisher
    studio network broadcaster newspaper magazine outlet site website platform service retailer
    manufacturer maker developer giant carrier airline consultancy think-tank thinktank lab laboratory
    brand chain operator provider supplier vendor lender insurer fund group team conglomerate automaker
    carmaker chipmaker drugmaker utility label regulator union party
    """
)
# The works that one and the same document may be called by.
WORK_FAMILIES: tuple[frozenset[str], ...] = (
    words(
        "report study analysis review survey paper research audit inquiry investigation poll findings assessment"
        " evaluation data figures reports studies statistics index"
    ),
    words("complaint lawsuit suit filing filings indictment petition affidavit document documents"),
    words("book memoir biography"),
    words("ruling judgment"),
)
# Someone who has been named before and is now called by what he or she is.
GENERIC_PERSONS = words(
    """
    manager coach boss captain skipper man woman boy girl player songstress star actor actress singer
    rapper musician striker defender midfielder goalkeeper quarterback pitcher batter winger forward
    teen teenager youngster billionaire millionaire entrepreneur comedian host presenter author writer
    artist athlete champion winner veteran rookie politician mother father mum dad mom filmmaker model
    influencer pundit entertainer year-old broadcaster performer songwriter singer-songwriter
    personality celebrity native alum legend icon hitmaker frontman founder mogul tycoon couple
    """
)
TITLES = words(
    """
    mr mrs ms miss dr sir dame lord lady baroness professor prof rev judge justice president minister
    prime secretary senator sen rep representative congressman congresswoman governor gov mayor
    chancellor chairman chairwoman chair chief executive officer ceo cfo cto coo cio evp svp vp vice
    director manager coach captain general colonel sergeant sgt lieutenant lt inspector detective
    commissioner ambassador councillor cllr mp attorney deputy assistant founder co-founder king queen
    prince princess pope bishop archbishop cardinal emperor sheriff constable admiral commander editor
    counsel spokesman spokeswoman spokesperson premier treasurer former senior managing head analyst
    """
)
BODY_NAMES = words(
    """
    inc corp corporation ltd limited llc plc company co group university college school institute
    institution department ministry council commission committee association federation union party
    government agency office centre center hospital trust foundation society board club fc bank police
    court league house parliament congress senate service services authority bureau administration
    records studios entertainment media news times post guardian journal magazine press network labs
    technologies systems partners capital ventures holdings industries international global academy
    museum museums church army navy force guard organization organisation nations republic kingdom
    states securities management asset stock exchange economic fund funds index
    """
)
NO_SPEAKER = words(
    """
    week weeks year years month months day days morning afternoon evening night time times hour hours
    minute minutes number numbers order power water summer winter autumn spring error door floor colour
    color sector factor motor mirror tower weather matter chapter offer theater theatre river cover
    computer server car cancer dinner shower feature letter newsletter wonder trailer counter corner
    layer filter folder border gender murder disorder september october november december poster sticker
    younger older former latter other another either under over ever never later earlier better bigger
    greater longer higher lower further proper super inner outer upper rather together whether however
    lesser smaller larger stronger weaker richer poorer cheaper faster slower easier harder wider deeper
    closer nearer safer newer
    """
)
_COLLECTIVE = words("police people men women children staff data couple pair duo trio")
_PEOPLE = PERSON_NOUNS | GENERIC_PERSONS
# «a handful of players»: the players speak.
QUANTITIES = words(
    """
    handful number majority minority dozens hundreds thousands lot couple group host bunch percent cent
    half most many some one all none two three several
    """
)
_AGENT = re.compile(r"(?:man|woman|person|er|or|ist|ian|ers|ors|ists|ians|year-old|year-olds)$")


def can_speak(noun: str) -> bool:
    """Whether what this noun describes can say something."""
    return is_person(noun) or noun in GROUP_NOUNS or noun in BODY_NOUNS or is_work(noun)


def is_listed(noun: str) -> bool:
    """Whether the noun is known to describe who can speak, not only by its ending."""
    return noun in PERSON_NOUNS or noun in GENERIC_PERSONS or noun in BODY_NOUNS or is_work(noun)


def is_person(noun: str) -> bool:
    """Whether the noun describes a human being (or several)."""
    if noun in PERSON_NOUNS or noun in GENERIC_PERSONS or noun.removesuffix("s") in _PEOPLE:
        return True
    if noun in NO_SPEAKER or noun in BODY_NOUNS or noun in WORK_NOUNS or noun in CARRIERS or len(noun) < 5:
        return False
    return bool(_AGENT.search(noun))


def is_work(noun: str) -> bool:
    """Whether the noun describes a document that speaks."""
    return noun in WORK_NOUNS or noun in CARRIERS


def is_plural(noun: str) -> bool:
    """Whether the noun describes several; "police" and "staff" do."""
    return noun in _COLLECTIVE or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def family(noun: str) -> frozenset[str]:
    """The nouns that may call the same document as this one."""
    return next((each for each in WORK_FAMILIES if noun in each), frozenset({noun}))


def is_title(word: str) -> bool:
    """Whether the word, alone or as the end of a compound, is an office or a form of address."""
    return word.rsplit("-", 1)[-1] in TITLES


def titles(name: Sequence[str]) -> int:
    """How many words of a name are office, address or body: two of "prime minister jo hill"."""
    last = max((k for k, word in enumerate(name[:-1]) if is_title(word)), default=-1)
    if last >= 0 and name[last + 1] in ("of", "for"):
        return len(name) - 2 if len(name) - last > 3 else 0  # «Minister of Defence Jo Hill»
    given = len(name) - 2
    if given > last + 1 and name[given] in GIVEN and not any(word in GIVEN for word in name[:given]):
        return given  # «Leeds United Jo Hill»
    return last + 1
