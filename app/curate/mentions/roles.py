"""From whom to whom: the two parties of a flow, by the words around the word that names the flow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.curate.mentions.parties import PartyForm, PartyMention


@dataclass(frozen=True)
class Roles:
    """What a party is by the preposition before it. ``bare`` is what it is before the word for the flow: “German
    exports”, “Japan’s imports”, “Kazakhstan invested”."""

    source: frozenset[str]
    target: frozenset[str]
    bare: str


def _roles(source: str, target: str, bare: str) -> Roles:
    return Roles(frozenset(source.split()), frozenset(target.split()), bare)


EXPORTS = _roles("from of by", "to into toward towards", "source")
IMPORTS = _roles("from", "to into by of", "target")
INVESTMENTS = _roles("from by of", "in into to across within throughout", "source")
PEOPLE = _roles("from of with", "in to into at across visited visiting visit throughout within", "source")
"""Companies, tourists and students: they come from the source and are in the target."""

_WORDS = "in|into|to|toward|towards|from|by|of|at|across|with|within|throughout|visited|visiting|visit"

_PREPOSITION = re.compile(
    rf"\b({_WORDS})\s+(?:(?:the|its|all)\s+)?(?:(?!(?:{_WORDS})\b)[\w’-]+\s+){{0,2}}?\Z",
    re.IGNORECASE,
)

_NO_ROLE = re.compile(r"\b(?:according|thanks|due|owing|compared)\s+to\s+(?:the\s+)?\Z", re.IGNORECASE)

_DOMAIN = re.compile(
    r"\b(in|into|to|across|within)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:economy|sectors?|markets?|territory)\s+of\s+"
    r"(?:the\s+)?(?:republic\s+of\s+)?\Z",
    re.IGNORECASE,
)


_FIRMS = re.compile(r"\s(?:companies|firms|businesses|investors|contractors|capital|enterprises)\b")

_RECEIVES = re.compile(r"\b(?:attract|receiv|dr[ae]w|secur|host|welcom|won|obtain)", re.IGNORECASE)
"""A verb behind a country that makes it the one to which something comes."""


_OWN_SOURCE = re.compile(r"[’']s?\s[\w\s-]{0,40}\bsource\b")
"""“India’s fifth source of investment” is a source for India."""


_TRADE_WITH = re.compile(r"\b[Tt]rade\s(?:[\w-]+\s){0,2}?with\s(?:the\s)?\Z")
"""Words before the other side of exports and imports: “Trade with Oman is thin: …”."""


def partner_of_trade(text: str, parties: Sequence[PartyMention], home: str | None) -> str | None:
    """The country with which ``home`` trades, by the words for the trade of a sentence."""
    if home is None:
        return None
    return next((p.code for p in parties if p.code != home and _TRADE_WITH.search(text[: p.start])), None)


@dataclass(frozen=True)
class FlowParties:
    """The parties of a flow. None where the words do not say."""

    source: PartyMention | None
    target: PartyMention | None


def flow_parties(text: str, cue: tuple[int, int], parties: Sequence[PartyMention], roles: Roles) -> FlowParties:
    """The source and the target around a word for a flow. Of several parties in one role the nearest counts."""
    nearest: dict[str, tuple[int, PartyMention]] = {}
    for party in parties:
        role = _role(text, cue, party, roles)
        distance = cue[0] - party.end if party.end <= cue[0] else party.start - cue[1] + 1
        if role and (role not in nearest or distance < nearest[role][0]):
            nearest[role] = (distance, party)
    source, target = (nearest[role][1] if role in nearest else None for role in ("source", "target"))
    if source and target and source.code == target.code:
        # One party in both roles: the nearer word says which it has.
        if nearest["source"][0] <= nearest["target"][0]:
            target = None
        else:
            source = None
    return FlowParties(source, target)


def _role(text: str, cue: tuple[int, int], party: PartyMention, roles: Roles) -> str | None:
    before = text[max(0, party.start - 60) : party.start]
    if _NO_ROLE.search(before):
        return None
    if _DOMAIN.search(before):
        return "target" if _by(roles, "in") == "target" else None
    match = _PREPOSITION.search(before)
    adjective = party.form is PartyForm.people
    firms = _FIRMS.match(text, party.end)
    if match and not (match[1].lower() == "of" and adjective and not firms):
        gap = before[match.end(1) :].split()
        if len(gap) < 2 or (gap and gap[0] in ("the", "its", "all") and len(gap) < 3):
            role = _by(roles, match[1].lower())
            if role:
                return role
    if match and match[1].lower() == "of" and roles is IMPORTS and adjective and party.start > cue[1]:
        return "source"  # “bought $2bn of Kenyan products”
    if roles is EXPORTS and party.start == cue[1] + 1 and text[party.end : party.end + 1] == " " and not adjective:
        return "target"  # “sold Kenya goods”
    if party.end > cue[0]:
        return None
    between = text[party.end : cue[0]]
    if _RECEIVES.search(between) or _OWN_SOURCE.match(between):
        return "target"
    if roles is PEOPLE and not adjective and not re.search(r"\bsen[dt]s?\b", between):
        return None  # “Japan hosts 300 firms” does not say whose they are
    return roles.bare


def _by(roles: Roles, preposition: str) -> str | None:
    if preposition in roles.source:
        return "source"
    return "target" if preposition in roles.target else None
