"""The joint bodies of two countries that a text names, such as commissions and councils, each once."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.curate.events.values import slug
from app.curate.lexical.countries import CountryMention
from app.curate.lexical.text import LexicalSentence, LexicalText, gap_between
from app.curate.mentions.parties import PartyForm
from app.curate.names import MechanismNames, Names
from app.curate.proposals import Confidence, Proposal
from app.domain.text import fold
from app.domain.vocabulary import MechanismKind

VERSION = 1

BY = f"rule:mechanisms-by-lexicon/{VERSION}"

BODIES = {
    MechanismKind.council: "council", MechanismKind.commission: "commission",
    MechanismKind.planning_group: "working group", MechanismKind.consultations: "consultations",
}  # fmt: skip
"""What bodies are called in English."""

_NEAR = 60
"""Characters between a body and its countries."""


def known_mechanism(kind: MechanismKind | None, codes: frozenset[str], names: Names) -> MechanismNames | None:
    """The only mechanism of these countries that is such a body."""
    mechanisms = [m for m in names.mechanisms if kind and m.members == codes and m.kind is kind]
    return mechanisms[0] if len(mechanisms) == 1 else None


def propose_mechanisms(text: LexicalText, names: Names) -> Iterator[Proposal]:
    """A proposal for each body. None is ``high``: the words may be those of a body of one country that works with the
    other."""
    ids: set[object] = set()
    for line in text.statements:
        for kind, body in text.bodies(line):
            beside = [m for m in line.countries if m.is_country and m.form is not PartyForm.capital]
            members = [m for m in beside if gap_between((m.start, m.end), body) < _NEAR]
            is_name = line.text[body[0]].isupper() or kind is not MechanismKind.council  # in Russian also “advice”
            if len({m.code for m in members}) != 2 or not is_name or line.is_in_post(body[0]):
                continue
            if kind is not MechanismKind.consultations:
                proposal = _proposal(text, line, kind, body, members, names)
                yield from () if proposal.values["id"] in ids else (proposal,)
                ids.add(proposal.values["id"])


def _proposal(
    text: LexicalText, line: LexicalSentence, kind: MechanismKind, body: tuple[int, int],
    members: Sequence[CountryMention], names: Names,
) -> Proposal:  # fmt: skip
    codes = sorted({m.code for m in members})
    record = known_mechanism(kind, frozenset(codes), names)
    if record:
        values: dict[str, Any] = {"id": record.id, "name": record.name}
        quotes = [line.quote(*body, "name", reason="The only such body of the two countries.")]
    else:
        name = f"{'–'.join(sorted(text.names_of(codes), key=fold))} {BODIES[kind].title()}"
        values = {"id": slug(BODIES[kind], *codes), "name": name, "kind": kind.value, "members": codes}
        quotes = [line.quote(*body, "name", "kind", reason="Named in English by its members.")]
        quotes += [line.quote(m.start, m.end, "members") for m in members]
    return Proposal(
        kind="mechanism", confidence=Confidence.suggest, values=values, quotes=quotes,
        why="A sentence has a word for a joint body beside two countries.", by=BY,
        record=record.id if record else None,
    )  # fmt: skip
