"""Words of events that stand for each other: where a source says that a body was "scrapped", it was abolished.

Word vectors see little of this ("abolish" and "scrap" are as far apart as any two words), and a source that says a
thing in another word does say it. Expressions of several words count too: "stepped down", "did away with".
"""

from collections.abc import Iterator, Mapping, Sequence

from rag.text.tokens import Word, stem

# One kind of event a line; an expression of several words is joined by "_". A word may stand in several lines.
_GROUPS = """
abolish abolition scrap axe disband dissolve dissolution eliminate repeal do_away wind_up phase_out discontinue
end ended terminate termination expire bring_to_an_end pull_out tear_up
end finish stop cease conclude
stop halt cease suspend suspension
begin launch introduce commence inception kick_off start
found foundation establish establishment set_up institute incorporate
resign resignation quit step_down stand_down
leave depart departure quit exit go resign resignation step_down
sack dismiss dismissal fire oust remove removal let_go
suspend suspension
appoint appointment name elect install hire
appoint take_over become promote
hire recruit employ engage bring_in contract
admit admission concede confess acknowledge accept
apologise apologize apology sorry
deny denial reject rebut refute dispute contradict
reject refuse refusal decline turn_down veto vote_down throw_out oppose
accept agree approve endorse adopt embrace
approve approval adopt authorise authorize ratify pass
agree agreement deal
sign signature conclude agree treaty
vote ballot poll
ban prohibit prohibition forbid outlaw bar
allow permit let authorise authorize
sue lawsuit writ legal_action court
fine penalty penalise penalize
impose levy inflict slap
charge indict prosecute prosecution
accuse accusation allege allegation blame
arrest detain seize custody
convict conviction find_guilty
acquit clear exonerate find_not
jail imprison imprisonment prison sentence
pay payment cost fee reimburse
refund reimburse reimbursement repay pay_back
compensate compensation damages refund
buy purchase acquire acquisition
buy take_over takeover
sell sale dispose
merge merger amalgamate combine join
win victory triumph winner
lose defeat loss
defeat beat victory overcome rout
conquer conquest capture take seize occupy annex invade invasion
invade invasion attack land
attack assault raid bomb besiege
kill death murder die massacre execute slaughter assassinate shoot
die death dead kill drown perish
drown drowning
born birth
injure injury hurt wound
destroy destruction demolish ruin burn raze wreck
demolish demolition pull_down tear_down take_down knock_down remove
build construct construction erect
rebuild reconstruct reconstruction restore restoration renovate renovation
break fail failure breakdown burst out_of_service
breach break violate violation
sink wreck founder
crash collision collide
fall drop decline decrease collapse
rise increase grow growth climb soar up
cut reduce reduction lower decrease slash
raise increase put_up rise
publish publication release issue print
announce announcement declare unveil reveal
declare declaration proclaim proclamation
investigate investigation inquiry enquiry probe inquire
inspect inspection
withdraw withdrawal pull_out retract take_back
retract withdraw take_back
join enter accede accession
enter arrive come go led_into
arrive arrival come
return come_back go_back
flee escape exile
emigrate migrate
expel expulsion banish deport throw_out
replace replacement succeed successor supersede take_over
postpone delay defer put_off
cancel cancellation call_off scrap
split divide separate break_up
order command instruct
order direct
elect election vote win
protest demonstrate demonstration
transfer move hand_over shift
open inaugurate inauguration
close closure shut
reopen open_again
leak disclose
steal theft rob
lie mislead deceive
discover discovery find
invent invention devise
fund fund finance
nationalise nationalize nationalisation
privatise privatize privatisation
overturn quash reverse set_aside
dredge dredging deepen
charter hire lease rent
evacuate evacuation
renew renewal extend extension prolong
retire retirement
rename rename renamed
seize capture confiscate
rule ruling judgment find
downgrade downgraded
upgrade upgraded
marry marriage wed
divorce divorced
relocate move
crown coronation
surrender capitulate capitulation
rebel rebellion revolt uprising
overthrow topple oust
assassinate assassination murder
veto veto
boycott boycott
bribe bribery
forge forgery
"""


def _table() -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in _GROUPS.strip().splitlines():
        members = [tuple(stem(part) for part in member.split("_")) for member in line.split()]
        for member in members:
            if len(member) == 1:
                found.setdefault(member[0], set()).update(members)
    return {head: frozenset(alike - {(head,)}) for head, alike in found.items()}


_ALIKE = _table()


def known(verb: str) -> bool:
    """Whether this stem is an event's whose other words are known, so that their absence tells something."""
    return verb in _ALIKE


def mentions(verb: str, found: Sequence[Word]) -> Iterator[tuple[int, bool]]:
    """The places where a stem, or what stands for it, is mentioned; and whether it is the stem itself."""
    alike = _ALIKE.get(verb, frozenset())
    stems = [word.stem for word in found]
    for place, one in enumerate(stems):
        if one == verb:
            yield place, True
        elif any(tuple(stems[place : place + len(other)]) == other for other in alike):
            yield place, False
