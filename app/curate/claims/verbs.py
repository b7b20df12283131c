"""The verbs with which records are told, and words that look like verbs."""

from collections.abc import Iterator

from app.curate.mentions.words import word_set

_REGULAR = """
    accelerate accept accompany account achieve acknowledge adapt add address adhere adjoin admit adopt advance
    advise affirm agree aim align allow alter amass amount analyse analyze anchor announce anticipate appear apply
    appoint appreciate approach approve arise arrange arrive articulate ask aspire assemble assess assign
    associate assure attend attract augment authorise authorize await award balance balloon base believe belong
    benefit bolster book boost brief bring broadcast broaden build buy call capture carry cater celebrate cement center
    centre chair channel characterise characterize cherish choose cite claim clarify climb clothe coincide collect
    combine come commemorate commend comment commission communicate compare complete comprise compute concentrate
    concern conclude conduct confer confirm congratulate consider consolidate constitute construct consult consume
    contain contribute convene converge converse convey cooperate coordinate count cover create cross cultivate
    date deal debate decide declare deepen defend delegate deliver demonstrate depend deploy describe design
    designate detail determine devastate develop devise devote dine disclose discuss dispatch display diversify do
    dominate donate double draft draw earmark earn edge elaborate elect elevate embrace emerge emphasise emphasize
    employ enable encompass encourage endorse enforce engage enhance enjoy enrich enrol enroll ensure entail enter
    entrust envision equal equip escort establish estimate evaluate evoke evolve examine exceed exchange exclaim
    execute exemplify exert exhibit exist expand expect experience explore export express extend face facilitate
    feature ferment figure file finalise finalize finance find finish flourish flow fly focus follow foresee form
    formalise formalize foster found fulfil fulfill function fund gain gather gear get give glean go grace grant
    grapple greenlight greet group grow hand harness have head hear help highlight hinge hit hold honor honour
    holiday hope host house identify illustrate impact implement import impress improve inaugurate inch include
    incorporate increase indicate influence inform initiate inject ink innovate inspect inspire install instruct
    integrate intend intensify intertwine interview introduce invest investigate invigorate invite invoke involve
    issue itemise join jump keep know label land last launch lay lead leap let liaise liberalise license lift link
    list live locate log look maintain make manage mark mature maximise mean measure mediate meet mention migrate
    mirror mobilise mobilize moderate modernise modernize monitor motivate mount move multiply name near negotiate
    nominate note notify number nurture obligate observe obtain occupy offer open operate optimise optimize
    orchestrate organise organize originate outline outpace outstrip overcome oversee own participate partner pass
    patronise pave pay peak perceive perform permit personalise picture pilot pioneer place plan plant play pledge
    plough populate portray pose position possess post pour practice practise predict prefer prepare present preside
    press prioritise prioritize proclaim produce profit progress promise promote promulgate propose prosper prove
    provide publish pump purchase pursue put quadruple qualify quantify quintuple quote raise rank rate reach read
    reaffirm realise realize reap reassure rebound rebuild receive reckon recognise recognize recommend record
    recount recover recruit redefine refer reference reflect reform refuel regard register rehabilitate rehearse
    reinforce reiterate relate relaunch relax rely remain remark remind renew reopen repeat reply report represent
    require reside resolve resonate respond restate result resume retain retire reunite reveal review revive
    reward ride rise rocket root run sail salute sample satisfy say scale schedule screen seal secure see seek
    select sell send serve set settle shake shape share sharpen shift shine ship shoulder show sign signal
    simplify sit situate skyrocket slate snowball soar solidify source span speak spearhead specialise specialize
    specify spend spike sponsor spur staff stage stand standardise start state stay stem stipulate store stream
    streamline strengthen stress structure study stumble style submit subscribe substantiate succeed suffice
    suggest sum summarise summarize supervise supplement supply support surface surge surpass surround survey
    sustain swell symbolise symbolize synchronise tackle tailor take talk tally target teach team tell term
    testify thank think thrive tie top total touch tour trace track trade trail train transform transition
    transport travel treat trigger triple trust tune turn uncover underline underpin underscore undertake
    underwrite unfold unify unite unveil upgrade uphold urge use usher utilise utilize vacation validate value
    vary venture verify view visit visualise voice vow want warm wave weigh welcome widen win wish witness work
    wrap yield
    """

_IRREGULAR = """
    became been began begun being bought brought built came chose chosen cost dealt did dined done drawn drew fed
    felt flew flown foresaw foreseen forged forging found gave given gone got grew grown had heard held hit kept
    knew known laid lain lay led let made meant met outdid outdone oversaw overseen overtaken overtook paid put
    ran read risen rose said sat saw seen sent set shown sold sought spent spoke spoken spread stood taken thought
    told took underlined understood undertaken undertook was went were won
    """

_NO_VERBS = """
    accelerated according accumulated advanced anything armed armoured banking being briefing building buildings
    ceiling combined committed concerning continued corresponding crossing cumulated dedicated detailed
    distinguished diversified dried during educated emerging encouraging engineering esteemed evening everything
    excluding existing farming financing fixed following forthcoming frozen funding hearing holding hundred
    including incoming indeed industrialised industrialized integrated interested interesting king landlocked
    limited manned manufacturing meeting meetings mining mixed morning need neighboring neighbouring ongoing
    outstanding overarching owned pending planning proceed processed processing promising red refined regarding
    related remaining renewed respected seasoned shared shipping sized skilled something speed spring tinned
    titled training understanding unified united unlimited unmanned unprocessed upcoming wedding weighted willing
    """


def _forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb: sign, signs, signed, signing."""
    if verb.endswith("e"):
        return iter((verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"))
    if verb.endswith("y") and verb[-2] not in "aeo":
        return iter((verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"))
    last = verb[-1]
    return iter((verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{verb}{last}ed", f"{verb}{last}ing"))


RECORD_VERBS = word_set(_IRREGULAR + _NO_VERBS) | {form for verb in _REGULAR.split() for form in _forms(verb)}
"""The verbs with which records are told, or which go along with them, and other words that look like verbs."""

ACTIVE = word_set("held took made met gave signed spoke") | {word for word in RECORD_VERBS if word.endswith("ed")}
"""Those that say what was done."""

OTHER_PAST = word_set("""
    arose ate awoke beat beaten bent bet bit blew broke broken burst cast caught clung crept cut dug eaten fallen
    fell fled flung forbade forbidden forgave forgot forgotten fought froze hid hidden hung hurt left lent lost
    misled mistaken mistook overthrew overthrown quit rid sank shaken shed shook shot shrank shrunk shut slept
    slid slit spat split sprang stole stolen stung sunk swept swore swung threw thrown tore torn trod undercut
    underwent undid undone upset wept withdrawn withdrew withheld wound written wrote
    """)
"""Past forms that do not look like verbs, and with which no record is told."""
