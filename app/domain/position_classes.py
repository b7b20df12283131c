"""The class of a public post, read from its English title."""

import re

from rapidfuzz.distance import OSA

from app.domain.text import fold, nearest
from app.domain.vocabulary import PositionClass

_STATE = (
    r"of (?:the )?(?:(?:(?!of )\w+ ){0,2}republic(?: of .*|$)|(?:state|country|nation)$|russian federation|"
    r"swiss confederation|united states|united arab emirates)"
)

_HEADS = r"president|chair(?:man|woman|person)?|head"

_CLASSES = tuple(
    (re.compile(rf"(?:.* )?(?:{head})"), re.compile(tail), kind)
    for head, tail, kind in (
        (r"(?:state|parliamentary) (?:minister|secretary)", "", PositionClass.deputy_minister),
        ("minister", r"of state\b", PositionClass.deputy_minister),
        ("minister", r"(?:at|in) the embassy", PositionClass.other),
        ("chancellor", "of the exchequer", PositionClass.minister),
        ("chancellor", r"of .*\b(?:university|college)", PositionClass.head_of_organization),
        ("prime minister|premier|chancellor|taoiseach", "", PositionClass.head_of_government),
        (_HEADS, r"of (?:the )?(?:(?:cabinet|council) of ministers|government$)", PositionClass.head_of_government),
        ("(?:foreign|external) (?:affairs )?(?:minister|secretary)|top diplomat", "", PositionClass.foreign_minister),
        ("secretary", r"of state(?:$| for (?:foreign|external)\b)", PositionClass.foreign_minister),
        (
            "minister|secretary",
            r"(?:of|for) .*\b(?:foreign|external)\b(?! (?:trade|economic|investment))",
            PositionClass.foreign_minister,
        ),
        ("minister", "", PositionClass.minister),
        (
            "(?:treasury|home|justice|defen[cs]e|interior|energy|health|education|trade|commerce) secretary",
            "",
            PositionClass.minister,
        ),
        ("secretary", r"of the (?:treasury|interior)|of (?!the )|for ", PositionClass.minister),
        ("ambassador(?: extraordinary)?(?: and plenipotentiary)?", "", PositionClass.ambassador),
        ("director|head", r"of .*\bministry", PositionClass.other),
        ("^(?:federal )?president", f"$|{_STATE}", PositionClass.head_of_state),
        ("^head", "of (?:the )?state$", PositionClass.head_of_state),
        ("^(?:king|queen|emperor|empress|emir|amir|sultan|grand duke)", "", PositionClass.head_of_state),
        ("^president", "of ", PositionClass.head_of_organization),
        (
            "secretary general|general secretary|chair(?:man|woman|person)?|(?:director|governor)(?: general)?|head|"
            "speaker|rector|chief executive(?: officer)?",
            "",
            PositionClass.head_of_organization,
        ),
    )
)
"""The class of a post by the head of its title, and by what follows from the first preposition on; the first that fits
counts."""

_NOT_HELD = re.compile(r"\b(?:designated?|elect|nominee|candidate|shadow|incoming|honorary|goodwill)\b")
"""Says of a title that its holder does not have the post."""

_HOLDING = re.compile(r"\b(?:acting|ad interim|interim|caretaker|former|ex|late|then|outgoing|previous)\b ?")
"""Says how somebody has a post, or that it has ended. The post is the same."""

_DEPUTY = re.compile(r"\b(deputy|vice|assistant|associate|alternate|junior|under)\b ?")

_OF_DEPUTY_MINISTER = (
    PositionClass.head_of_government, PositionClass.foreign_minister, PositionClass.minister,
    PositionClass.deputy_minister,
)  # fmt: skip
"""The classes of posts whose deputies are of the class of deputy ministers. Deputies of others are ``other``."""

_OWNER = re.compile(r"((?:(?! (?:of|for|to) ).)+) s (.+)|(.+) s (deputy|assistant|aide|advis[eo]r|office)")
"""The title of a post that belongs to somebody: “the minister’s deputy”."""

_PREPOSITION = re.compile(r" (?=(?:of|for|to|at|in|on|with|without|under(?! secretary| minister))\b)")

_JOINT = re.compile(r"\s+(?:and|&)\s+|\s*[,;/]\s*|\s+[-–—]\s+", re.IGNORECASE)
"""Stands between two posts of a person: “Deputy Prime Minister – Minister of Trade”."""

_OF_ANY_BODY = re.compile(rf"(?:.* )?(?:{_HEADS}|director)")
"""Titles whose post depends on the organisation."""


def class_of(title: str, body: str | None = None) -> PositionClass:
    """What a post is, read from its title, and from its organisation if the title does not name it.

    Of two posts in a title, it is the higher one. “Deputy Trade and Economy Minister” is one post.
    """
    folded_title = fold(title)
    whole = _class(f"{folded_title} of {fold(body)}" if body and _OF_ANY_BODY.fullmatch(folded_title) else folded_title)
    parts = [fold(part) for part in _JOINT.split(title)]
    has_posts = len(parts) > 1 and _class(_DEPUTY.sub("", parts[0])) is not PositionClass.other
    return min(whole, *map(_class, parts), key=list(PositionClass).index) if has_posts else whole


def _class(title: str) -> PositionClass:
    """The class of a folded title of one post. The post is what stands before the first preposition: an adviser to the
    minister is no minister."""
    title = re.sub(r"\bunder ?secretary\b", "under secretary", title.removeprefix("the "))
    if match := _OWNER.fullmatch(title):
        title = f"{match[2] or match[4]} to {match[1] or match[3]}"
    head, tail = (*_PREPOSITION.split(title, maxsplit=1), "")[:2]
    if _NOT_HELD.search(head):
        return PositionClass.other
    head = _HOLDING.sub("", head).strip()
    if deputy := _DEPUTY.search(head):
        return _class_of_deputy(_DEPUTY.sub("", head).strip(), tail, is_assistant=deputy[1] == "assistant")
    return next(
        (kind for post, after, kind in _CLASSES if post.fullmatch(head) and after.match(tail)), PositionClass.other
    )


def _class_of_deputy(head: str, tail: str, *, is_assistant: bool) -> PositionClass:
    """The class of a deputy of a post, or without a ``head`` of the holder of a post: “deputy to the minister”."""
    if not head and is_assistant:
        return PositionClass.other
    principal = f"{head} {tail}".strip() if head else tail.partition(" ")[2]
    if _class(principal) in _OF_DEPUTY_MINISTER or re.fullmatch("(?:permanent )?secretary", principal):
        return PositionClass.deputy_minister
    return PositionClass.other


_TITLES = ("president", "king", "prime minister", "premier", "chancellor", "foreign minister", "secretary general")
"""Titles to which a slip may lead."""


MAX_SLIP = 2
"""Letters that may be wrong, missing or swapped in a word that is meant for the name of a class."""


def class_of_misspelt(word: str) -> PositionClass | None:
    """What a post is, read from its title or from the nearest of a few titles with as many words.

    None if the word is nearly the name of a class, such as ``head-of-stat``, or if neither says.
    """
    if any(OSA.distance(word.lower(), kind) <= MAX_SLIP for kind in PositionClass):
        return None
    title = word.replace("-", " ")
    near = [near_title for near_title in nearest(title, _TITLES) if len(near_title.split()) == len(title.split())]
    classes = (class_of(text) for text in (title, *near))
    return next((kind for kind in classes if kind is not PositionClass.other), None)
