"""The verbs that speech is introduced with, by what must stand beside them."""

from ingest.attribution.grammar import words

# Verbs that introduce speech wherever they stand.
SAYING = words(
    """
    said says say told tells tell argued argues argue claimed claims claim insisted insists insist
    warned warns warn explained explains explain stated states admitted admits admit acknowledged
    acknowledges acknowledge conceded concedes concede commented comments remarked remarks joked jokes
    quipped quips stressed stresses emphasised emphasises emphasized emphasizes alleged alleges allege
    asserted asserts assert contended contends contend testified testifies cautioned cautions lamented
    laments reiterated reiterates opined opines suggested suggests suggest predicted predicts predict
    declared declares complained complains believes believe believed denied denies deny confessed
    confesses theorised theorized speculated speculates clarified clarifies mused muses boasted boasts
    countered counters retorted retorts
    """
)
# Verbs that introduce speech only before a quotation or a clause, or in a phrase set off by commas.
QUOTING = words(
    """
    posited posits sang sings added adds add continued continues wrote writes write noted notes note
    observed observes replied replies reply responded responds respond asked asks ask recalled recalls
    recall revealed reveals reveal announced announces announce confirmed confirms confirm concluded
    concludes conclude reported reports report found finds find showed shows show shared shares tweeted
    tweets posted posts agreed agrees agree maintained maintains maintain began begins thinks think
    thought feels felt hopes hoped shouted shouts yelled yells screamed screams cried cries whispered
    exclaimed exclaims reads read reasoned reasons estimated estimates estimate indicated indicates
    indicate mentioned mentions reflected reflects decided wondered wonders thundered fumed enthused
    gushed raved pleaded begged implored teased answered answers interjected summarised summarized
    learned texted emailed captioned penned promised promises pledged pledges vowed vows demonstrated
    demonstrates discovered proposed proposes hinted hints signalled signaled counselled advised advises
    demanded demands repeated repeats proclaimed proclaims echoed echoes realised realized quoted quotes
    laughed laughs smiled grinned sighed described describes describe called calls call dubbed labelled
    labeled branded likened deemed
    """
)
# Verbs that report what somebody said by what he did in saying it.
ACTING = words(
    """
    mocked mocks ridiculed accused accuses accuse criticised criticises criticise criticized criticizes
    criticize praised praises praise defended defends defend credited credits condemned condemns condemn
    slammed slams blasted dismissed dismisses dismiss rejected rejects urged urges urge recommended
    recommends recommend details detailed highlighted highlights highlight outlined outlines disputed
    disputes dispute hailed denounced denounces lambasted applauded questioned refuted rebuffed
    apologised apologized
    """
)
# Of these, what is also an ordinary deed: without a clause behind it, it counts for documents only.
OF_WORKS = words(
    "shows show showed details detailed outlines outlined identified identifies found finds find demonstrated "
    "demonstrates highlights highlighted concluded concludes estimates estimated"
)
# Verbs of opinion: speech where a clause follows, or where a text only sums up what others hold.
HOLDING = words(
    """
    wants wanted want objects objected object proposes propose proposed doubts doubted doubt fears
    feared fear worries worried worry opposes opposed oppose supports supported support favours favoured
    favour disagrees disagreed disagree regards regarded regard considers considered consider accepts
    accepted accept expects expected expect points pointed asks asked ask concerned critical convinced
    """
)
VERBS = (
    HOLDING
    | SAYING
    | QUOTING
    | ACTING
    | words("put puts goes went chimed chimes identified identifies likens pointed points")
)
# Verbs that never stand before their subject.
STRAIGHT = words(
    """
    called calls call dubbed labelled labeled branded likened deemed described describes reads read felt
    feels hopes hoped shared shares share realised realized decided learned proposed demanded demands
    quoted quotes put puts accused accuses told tells
    """
)
# Verbs by which one speaker passes on another's words.
TELLING = words("said says told tells claimed claims insisted warned promised")
# Verbs by which a paper gives what it has written itself.
REPORTING = words("reported reports report")
# Passives whose speaker stands behind them: "accused in the report of", "described by the council as".
PASSIVE = words(
    """
    accused highlighted described criticised criticized identified mentioned cited outlined listed noted
    warned stated recommended quoted named raised revealed reported suggested argued claimed dubbed
    called labelled labeled praised condemned slammed hailed branded contained included detailed
    published
    """
)
PASSIVE_BY = words(
    """
    accused described criticised criticized cited suggested argued claimed dubbed called labelled
    labeled praised condemned slammed branded quoted warned
    """
)
# Participles that go on with the speech of the clause before them.
CONTINUING = words(
    """
    adding saying explaining noting arguing claiming insisting warning stressing writing telling
    admitting joking recalling describing calling tweeting stating declaring asking replying responding
    suggesting emphasising emphasizing commenting remarking concluding revealing promising pointing
    quipping posting reading acknowledging conceding asserting alleging shouting yelling
    """
)
BASE_FORMS = words(
    """
    want object propose doubt fear worry oppose support favour disagree regard consider accept expect
    say tell argue claim insist warn explain admit acknowledge concede allege assert contend suggest
    predict believe deny add write note reply respond ask recall reveal announce confirm conclude report
    find show agree maintain think estimate indicate accuse criticise criticize praise defend condemn
    dismiss urge recommend highlight dispute describe call read
    """
)
