"""The review in the terminal: one proposal after the other, each quote in its sentence, an answer by one letter."""

import json

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.cli.console import Console
from app.curate.draft_changes import Decide, Decision, DraftChange, DraftError, Edit, PutAside
from app.curate.forms import fields_of_kind
from app.curate.proposals import Confidence, Quote
from app.curate.review.checks import CardFindingLevel
from app.curate.review.desk import Desk
from app.curate.review.sheet import DraftView, ProposalView, QuoteView, findings_of
from app.curate.second_reader import Ask
from app.domain.text import nearest, nearest_hint
from app.domain.vocabulary import SetAside

REVIEW_KEYS = "a accept, r reject, e edit a field, c cite words, s skip, u undo, q quit"
ASIDE_KEYS = "f furniture, o opinion, r repetition, b background, s skip, q quit"
QUESTION_KEYS = "y it is the same, n it is new, r reject, s skip, u undo, q quit"
CORRECTION_KEYS = "y correct it, n leave it as it is, e edit a field, r reject, s skip, u undo, q quit"


def review(desk: Desk, name: str, console: Console | None = None, ask: Ask | None = None) -> None:
    """Ask about each proposal of a draft that has no verdict yet, or a fault, then about each sentence that nothing
    explains.

    Each answer is saved at once.
    """
    screen = console or Console(emoji=False)
    question = ask or screen.input
    view, later = desk.view(name), set[int]()
    try:
        while card := next((c for c in view.cards if _is_open(c) and c.number not in later), None):
            _show(screen, view, card)
            keys = QUESTION_KEYS if card.candidates else CORRECTION_KEYS if _is_disputed(card) else REVIEW_KEYS
            answer = _letter(question, keys)
            if answer == "q":
                raise EOFError
            if answer == "s":
                later.add(card.number)
                continue
            try:
                view = _after(desk, view, card, answer, question) or view
            except DraftError as error:
                screen.print(str(error), style="red", markup=False, highlight=False)
                view = desk.view(name)
            if answer == "a" and any(_is_open(c) and c.number == card.number for c in view.cards):
                later.add(card.number)  # accepted all the same; the end names its faults
        view = _explain(desk, view, screen, question)
    except (EOFError, KeyboardInterrupt):
        screen.print()
    _summarise(screen, desk.view(name))


def _is_open(card: ProposalView) -> bool:
    """Whether a proposal has no verdict, or was accepted with a fault."""
    has_fault = any(finding.level is CardFindingLevel.error for finding in card.findings)
    return card.verdict is None or (card.verdict is Decision.accepted and has_fault)


def _is_disputed(card: ProposalView) -> bool:
    """Whether a proposal contradicts a known record, and nobody has said whether to correct the record."""
    return bool(card.corrections) and card.corrects is None


def _letter(ask: Ask, keys: str) -> str:
    """One of the letters that ``keys`` explains. It is asked for until it is one."""
    answer = ask(f"{keys}: ").strip().lower()[:1]
    while answer not in {key[0] for key in keys.split(", ")}:
        answer = ask(f"please answer by one of these letters: {keys}: ").strip().lower()[:1]
    return answer


def _explain(desk: Desk, view: DraftView, screen: Console, ask: Ask) -> DraftView:
    """Ask why each sentence that nothing explains is set aside."""
    reasons = {reason.value[0]: reason for reason in SetAside}
    for finding in findings_of(view):
        if finding.paragraph is None or finding.sentence is None:
            continue
        paragraph = view.paragraphs[finding.paragraph - 1]
        sentence = paragraph.sentences[finding.sentence - 1]
        screen.print(Text(paragraph.text[sentence.start : sentence.end].strip()))
        screen.print(Text(f"paragraph {finding.paragraph}: {finding.message}", style="dim"))
        answer = _letter(ask, ASIDE_KEYS)
        if answer == "q":
            raise EOFError
        if reason := reasons.get(answer):
            because = None if reason is SetAside.furniture else ask("why, in a sentence: ").strip()
            if because != "":
                passage = {"paragraph": finding.paragraph, "sentences": [finding.sentence]}
                aside = PutAside(by=desk.reviewer, why=reason, because=because, **passage)
                view = desk.change(view.id, view.version, aside)
    return view


def _cite(desk: Desk, view: DraftView, card: ProposalView, ask: Ask) -> DraftChange | None:
    """A change that cites words for a field."""
    field = _field(ask, card, [item.name for item in card.fields])
    words = ask("words, as they stand in the text: ").strip()
    quotes = desk.places(view.id, words)
    if not quotes:
        draft = desk.draft(view.id)
        near = desk.text(draft, draft.state()).nearest(words)
        raise DraftError(f"the text does not have exactly these words in one paragraph{near}")
    numbers = [f"{n}. paragraph {quote.paragraph}" for n, quote in enumerate(quotes, 1)]
    choice = ask(f"which of {', '.join(numbers)}: ").strip() if len(quotes) > 1 else "1"
    if not choice.isdecimal() or not 1 <= int(choice) <= len(quotes):
        return None
    reason = ask("how the value follows, if the words do not state it; else nothing: ").strip() or None
    quote = quotes[int(choice) - 1].model_copy(update={"fields": [field], "reason": reason})
    earlier = [Quote(**old.model_dump(include=set(Quote.model_fields))) for old in card.quotes]
    return Edit(by=desk.reviewer, proposal=card.number, quotes=[*earlier, quote])


def _after(desk: Desk, view: DraftView, card: ProposalView, answer: str, ask: Ask) -> DraftView | None:
    """The draft after an answer; ``None`` if the answer changes nothing."""
    if answer == "u":
        return desk.undo(view.id, view.version)
    change: DraftChange | None = None
    if answer == "r":
        change = Decide(by=desk.reviewer, proposal=card.number, verdict=Decision.rejected)
    elif card.candidates and answer == "y":
        ids = [record.id for record in card.candidates]
        choice = ids[0] if len(ids) == 1 else ask(f"which of {', '.join(ids)}: ").strip()
        change = Edit(by=desk.reviewer, proposal=card.number, record=choice) if choice in ids else None
    elif card.candidates and answer == "n":
        change = Edit(by=desk.reviewer, proposal=card.number, is_new=True)
    elif answer in ("y", "n"):
        change = Edit(by=desk.reviewer, proposal=card.number, corrects=answer == "y")
    elif answer == "a" and not card.candidates:
        change = Decide(by=desk.reviewer, proposal=card.number, verdict=Decision.accepted)
    elif answer == "e" and not card.candidates:
        change = _edit(desk, card, ask)
    elif answer == "c" and not card.candidates:
        change = _cite(desk, view, card, ask)
    return desk.change(view.id, view.version, change) if change else None


def _field(ask: Ask, card: ProposalView, names: list[str]) -> str:
    """The name of a field. Raises :class:`DraftError` for one that the record does not have."""
    field = ask(f"field ({', '.join(names)}): ").strip()
    if field not in names:
        raise DraftError(f"{card.heading.lower()} has no field {field!r}{nearest_hint(nearest(field, names))}")
    return field


def _edit(desk: Desk, card: ProposalView, ask: Ask) -> DraftChange | None:
    """A change of one field. The value is read as JSON if it is that, such as a number or a list, else as text."""
    more_names = [field.name for field in fields_of_kind(card.kind) if field.name not in card.values]
    field = _field(ask, card, [*card.values, *more_names])
    text = ask(f"new value of {field}, empty to leave it out: ").strip()
    values = {name: value for name, value in card.values.items() if name != field}
    if text:
        try:
            values[field] = json.loads(text)
        except ValueError:
            values[field] = text
    return Edit(by=desk.reviewer, proposal=card.number, values=values)


def _show(screen: Console, view: DraftView, card: ProposalView) -> None:
    table = Table.grid(padding=(0, 2))
    for field in card.fields:
        style = "red" if field.lacks_evidence else ""
        note = "no evidence" if field.lacks_evidence else " ".join(f"“{_words(card.quotes[i])}”" for i in field.quotes)
        table.add_row(
            Text(field.label, style=style or "dim"), Text(field.text, style=style), Text(note, style=style or "dim")
        )
    title = f"Proposal {card.number} of {len(view.cards)}, {card.heading.lower()}: {card.title}"
    confidence = "likely right" if card.confidence == Confidence.high else "look closely"
    confidence = "accepted, with a fault" if card.verdict else confidence
    screen.print(Panel(table, title=Text(title), title_align="left"))
    screen.print(Text(f"{confidence}: {card.why}", style="dim"))
    for sentence in _sentences(view, card):
        screen.print(sentence)
    for change in card.record_changes:
        became = f"adds {change.new}" if change.old is None else f"{change.old} becomes {change.new}"
        screen.print(Text(f"If you accept it, in the known record: {change.label}: {became}", style="dim"))
    if _is_disputed(card):
        screen.print(Text(f"Correct the known value? {card.conflict}"), style="yellow")
        for correction in card.corrections:
            screen.print(
                Text(f"{correction.label}: known {correction.old}, this article {correction.new}"), style="yellow"
            )
    for record in card.candidates:
        screen.print(Text(f"Is it the same as {record.name} ({record.id})? {record.reason}."), style="yellow")
    for finding in card.findings:
        if not ((card.candidates or _is_disputed(card)) and finding.field is None):
            screen.print(Text(f"{finding.field or 'it'}: {finding.message}"), style="red")


def _words(quote: QuoteView) -> str:
    """The words of a quote; of a long one its beginning and end."""
    return f"{quote.quote} … {quote.until}" if quote.until else quote.quote


def _sentences(view: DraftView, card: ProposalView) -> list[Text]:
    """The sentences that a proposal quotes, with the quotes marked."""
    lines = []
    for paragraph in view.paragraphs:
        for sentence in paragraph.sentences:
            if card.number in sentence.supports or card.verdict is Decision.rejected:
                line = Text(f"{paragraph.number} ", style="dim") + Text(
                    paragraph.text[sentence.start : sentence.end].strip()
                )
                lead = len(f"{paragraph.number} ") - sentence.start
                for quote in card.quotes:
                    if quote.paragraph == paragraph.number and quote.start is not None and quote.end is not None:
                        line.stylize("bold reverse", max(0, quote.start + lead), max(0, quote.end + lead))
                lines.append(line)
    return lines


def _summarise(screen: Console, view: DraftView) -> None:
    screen.print(f"{view.decided} of {len(view.cards)} decided", highlight=False)
    names = {card.number: card.title for card in view.cards} | {0: "the document"}
    findings = findings_of(view)
    for finding in findings:
        if finding.proposal is None or finding.message != "it has no verdict yet":
            about = (
                names.get(finding.proposal or 0) if finding.proposal is not None else f"paragraph {finding.paragraph}"
            )
            screen.print(Text(f"- {about}{f', {finding.field}' if finding.field else ''}: {finding.message}"))
    if not any(finding.level == "error" for finding in findings):
        screen.print(f"Next: communique accept {view.id}", highlight=False)
