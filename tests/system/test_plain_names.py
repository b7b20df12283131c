"""No participle and no pronoun is a name: of ``found`` and ``other``, readers must guess what they stand for."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

PRONOUNS = """
all another any anybody anyone anything both each every everybody everyone everything few he her here him his how it its
less many more most much neither nobody none nothing now one other others our ours own rest same some somebody someone
something such that their theirs them then there these they thing things this those us we what when where which who whom
whose why
"""
"""Pronouns, and determiners and adverbs that say nothing without a noun or a verb."""
PARTICIPLES = """
become begun bought bound broken brought built called caught chosen dealt done drawn driven eaten fallen fed felt flown
forbidden forgotten found frozen given gone grown heard held hidden hung kept known laid led left lent lost made meant
met overridden paid proven put read rewritten risen said seen sent shown shut sold sought spent spoken stolen stood
struck taken taught thought thrown told torn understood undone unread unseen unsent unwritten withdrawn woken won worn
written wrong
"""
"""Participles that do not end in “ed”; and “wrong”, which is no noun either."""
WORDS = {*PRONOUNS.split(), *PARTICIPLES.split()}
NOUNS = {"bed", "deed", "embed", "expected", "feed", "need", "oembed", "red", "seed", "shed", "speed"}
"""Words in “ed” that are no participles; and ``expected``, with which a test compares an answer."""
VERBS = {"put", "read"}
"""Functions may be named so: the imperative of these is written as the participle."""
REASONS = {
    "answers, queries or the seed have it in the contract":
        "all announced answered cancelled claimed closed contradicted corrected created discussed ended established "
        "extended fulfilled held how inferred made matched mixed negotiated opened other planned postponed preferred "
        "published ranked ratified recorded related renamed reported retrieved reviewed same signed stated superseded "
        "supported terminated unchanged updated withdrawn wrong",
    "the database, drafts or reviews store it": "accepted added changed folded pinned proposed rejected why",
    "the page of the review reads it": "cited decided required written",
    "the command todo takes it as a kind of task": "unreviewed",
    "tests replace the method of datetime": "now",
}  # fmt: skip
MEMBERS = {name: reason for reason, names in REASONS.items() for name in names.split()}
"""Names that fields and methods of classes may have, with the reason."""
CLASSES = {"Found", "Recorded", "Resolved", "Supported"}
"""Classes whose names are those of schemas in the OpenAPI document, and so of types in the clients."""
FOLDERS = ["app", "benchmarks", "clients", "tests"]


def is_noun(name: str) -> bool:
    """Whether a name is Python's own, of several words, or of one that is neither participle nor pronoun.

    A number behind it and the T of a type variable are no words.
    """
    word = re.sub(r"(?<=[a-z])T$|\d+$", "", name.strip("_"))
    if name.startswith("__") or "_" in word or re.search("[a-z][A-Z]", word):
        return True
    word = word.lower()
    return word not in WORDS and (word in NOUNS or not word.endswith("ed"))


def bound_name(node: ast.AST) -> str | None:
    """The name that a node of a syntax tree binds."""
    match node:
        case ast.Name(name, ast.Store()) | ast.Attribute(ast.Name("self" | "cls"), name, ast.Store()) | ast.arg(name):
            return name
        case ast.ExceptHandler(name=name) | ast.alias(asname=name) | ast.MatchAs(name=name) | ast.MatchStar(name):
            return name
        case ast.MatchMapping(rest=name):
            return name
        case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            return None if name.strip("_") in VERBS else name
    return None


def bad_names(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each participle and pronoun that a program binds, unless something else prescribes it.

    ``left`` may stand beside ``right``, as the side.
    """
    nodes, exempt_nodes = [*ast.walk(ast.parse(source))], set[ast.AST]()
    sides = {"left", "LEFT"} if {"right", "RIGHT"} & {bound_name(node) for node in nodes} else set[str]()
    for node in nodes:
        match node:
            case ast.ClassDef(body=body):
                parts = (part for statement in body for part in (statement, *ast.iter_child_nodes(statement)))
                exempt_nodes.update(part for part in parts if bound_name(part) in MEMBERS)
            case ast.FunctionDef(method, arguments) if method.startswith("__"):
                exempt_nodes.update(part for part in arguments.args if part.arg == "other")
    for node in nodes:
        name = bound_name(node)
        if name and node not in exempt_nodes and name not in CLASSES | sides and not is_noun(name):
            yield node.lineno, name  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_participle_and_no_pronoun_is_a_name(folder: str) -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, name in bad_names(path.read_text("utf-8"))
    ]
    assert not faults, "name the thing by a noun:\n" + "\n".join(faults)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_participle_and_no_pronoun_ends_the_name_of_a_module(folder: str) -> None:
    paths = {path: path.stem.strip("_").split("_")[-1] for path in (ROOT / folder).rglob("*.py")}
    assert [str(path.relative_to(ROOT)) for path, word in sorted(paths.items()) if not is_noun(word)] == []


def test_no_name_of_a_test_begins_with_a_pronoun() -> None:
    names = re.compile(r"def (test_(?:it|its|not|ones|so|these|they|this|those)_\w+)")
    assert [name for path in (ROOT / "tests").rglob("*.py") for name in names.findall(path.read_text("utf-8"))] == []


def test_every_exception_is_needed() -> None:
    programs = "".join(path.read_text("utf-8") for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    assert [name for name in MEMBERS if not re.search(rf"^    (def )?{name}\b", programs, re.MULTILINE)] == []
    assert [name for name in CLASSES if not re.search(rf"^class {name}\b", programs, re.MULTILINE)] == []


@pytest.mark.parametrize(
    "source",
    [
        "found = 1", "for other in x: pass", "[one for one in x]", "(rest := 1)", "_told: int", "GIVEN = 1",
        "self.sent = 1", "def changed(): pass", "class Read: pass", "lambda what: 1", "with x as opened: pass",
        "import x as asked", "try: pass\nexcept E as refused: pass", "match x:\n case [*rest]: pass",
        "async def f(*, most): pass", "match x:\n case {**rest}: pass", "def f(*rest): pass", "cls.sent = 1",
        "class A:\n found: int", "class A:\n def __init__(self, found): pass", "OtherT = TypeVar(_)", "other2 = 1",
    ],
)  # fmt: skip
def test_each_way_to_bind_a_name_is_seen(source: str) -> None:
    assert len([*bad_names(source)]) == 1


@pytest.mark.parametrize(
    "source",
    ["matches = 1", "def read(seed): pass", "class TreatySeed: pass", "class A:\n def __eq__(self, other): pass",
     "changed_records = is_changed = 1", "x = found.other", "from x import found", "__all__ = []",
     "class Found: pass", "left, right = span"],
)  # fmt: skip
def test_nouns_and_what_is_prescribed_may_stay(source: str) -> None:
    assert [*bad_names(source)] == []
