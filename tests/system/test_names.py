"""No two classes or functions of ``app/`` share a name, so that readers need not guess which one is meant."""

import ast
from collections import Counter, defaultdict

from tests.conftest import ROOT

ONE_MEANING = {
    "ProblemBody", "draw", "is_installed", "label", "linked_data", "main", "prepare", "propose", "render",
    "resolve_name", "title",
}  # fmt: skip
"""Names with the same meaning in several modules: resources, pictures and rules implement the same interfaces."""


def test_no_name_has_two_meanings() -> None:
    modules = defaultdict(set)
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                modules[node.name].add(str(path.relative_to(ROOT)))
    common_names = {name: paths for name, paths in modules.items() if len(paths) > 1}
    assert {name: sorted(paths) for name, paths in common_names.items() if name not in ONE_MEANING} == {}
    assert common_names.keys() >= ONE_MEANING


def test_no_module_assigns_a_constant_twice() -> None:
    """Functions above the second assignment would use its value too."""
    repetitions = {}
    for path in (ROOT / "app").rglob("*.py"):
        assignments = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign)]
        names = Counter(name.id for node in assignments for name in node.targets if isinstance(name, ast.Name))
        if repeated_names := [name for name, count in names.items() if count > 1]:
            repetitions[str(path.relative_to(ROOT))] = repeated_names
    assert repetitions == {}
