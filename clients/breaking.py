"""Compare the API with the one last released, ``clients/openapi.json``: name every change that breaks a client.

A change breaks clients if an old request is refused, or if an old reader of answers or a program generated from the old
document fails: if something is removed, renamed or newly required, if a request may have fewer values, an answer more
than its closed list had, or if a type differs. Other additions break nothing, and are not named.
``--renew`` writes the API as it is now, for a release.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.main import create_app
from app.settings import Settings

RELEASE = Path(__file__).with_name("openapi.json")
Node = dict[str, Any]
BOUNDS = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems"), 1),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems"), -1),
}
EXACT = ("pattern", "format", "multipleOf", "uniqueItems")
"""Keywords of a schema whose values cannot be compared as wider or narrower."""


def current_document() -> Node:
    """The document of the API as it is now, without a database."""
    return create_app(Settings.model_validate({"database_url": "sqlite:///none.db"})).openapi()


def _kinds(document: Node, schema: Node) -> dict[str, Node]:
    """The schemas that a schema stands for, by type, with references and alternatives resolved."""
    if "$ref" in schema:
        return _kinds(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    choices = schema.get("anyOf", schema.get("oneOf", schema.get("allOf")))
    if choices is not None:
        schemas: dict[str, Node] = {}
        for kind, alternative in (pair for choice in choices for pair in _kinds(document, choice).items()):
            schemas[kind] = _either(schemas[kind], alternative) if kind in schemas else alternative
        return schemas
    kinds = schema.get("type", "anything")
    return dict.fromkeys(kinds if isinstance(kinds, list) else [kinds], schema)


def _model_names(schema: Node) -> set[str]:
    """The names of the schemas to which a schema refers. They are classes in generated clients."""
    choices = [choice for name in ("anyOf", "oneOf", "allOf") for choice in schema.get(name, ())]
    return {choice["$ref"].rpartition("/")[2] for choice in (schema, *choices) if "$ref" in choice}


def _values(schema: Node) -> set[Any] | None:
    """The only values that a schema allows; None if it allows others."""
    if "const" in schema:
        return {schema["const"]}
    return set(schema["enum"]) if "enum" in schema else None


def _is_alternative(name: str, before: Node, after: Node) -> bool:
    """Whether the new pattern accepts all that the old one did, which is an alternative in it: ``^(b|(a))$``."""
    old, new = before.get(name, ""), after[name]
    is_whole = old.startswith("^(") and old.endswith(")$")
    return name == "pattern" and is_whole and new.startswith("^(") and new.endswith(f"|{old[1:-1]})$")


def _either(first: Node, second: Node) -> Node:
    """Two alternatives of one type as a single one, which is open if either of them is. Beside listed values a pattern
    only adds some, such as `!held` beside `held`."""
    first_values, second_values = _values(first), _values(second)
    if "pattern" in first or "pattern" in second:
        return second if first_values is None else first
    if first_values is None or second_values is None:
        return second if first_values is not None else first
    return first | {"enum": sorted(first_values | second_values, key=str)}


class Comparison:
    def __init__(self, old: Node, new: Node) -> None:
        self.old, self.new = old, new

    def changes(self) -> Iterator[str]:
        operations = [(path, method) for path, methods in self.old["paths"].items() for method in methods]
        for path, method in operations:
            subject, before = f"{method.upper()} {path}", self.old["paths"][path][method]
            if after := self.new["paths"].get(path, {}).get(method):
                yield from self._names(subject, before, after)
                yield from self._parameters(subject, before, after)
                yield from self._answers(subject, before, after)
            else:
                yield f"{subject}: it is gone"

    def _names(self, subject: str, before: Node, after: Node) -> Iterator[str]:
        """Methods of generated clients are called by the operation, in a module by its tag."""
        for name in ("operationId", "tags"):
            if before.get(name) != after.get(name):
                yield f"{subject}: its {name} was {before.get(name)}, and is {after.get(name)}"

    def _parameters(self, subject: str, before: Node, after: Node) -> Iterator[str]:
        had, has = ({(p["in"], p["name"]): p for p in operation.get("parameters", [])} for operation in (before, after))
        yield from (f"{subject}: parameter {key[1]} is gone" for key in had if key not in has)
        for key, new in has.items():
            if key in had:
                place, old = f"{subject}: parameter {key[1]}", had[key]
                yield from self._request(place, old["schema"], new["schema"])
                if (before := old["schema"].get("default")) != (new_default := new["schema"].get("default")):
                    yield f"{place} is {new_default} where it is left out, and was {before}"
                if [old.get(name) for name in ("style", "explode")] != [new.get(name) for name in ("style", "explode")]:
                    yield f"{place} is written in another way"
            if new.get("required") and not (key in had and had[key].get("required")):
                yield f"{subject}: parameter {key[1]} is required now"

    def _request(self, subject: str, before: Node, after: Node) -> Iterator[str]:
        """A request may have every value that it could have."""
        had, has = _kinds(self.old, before), _kinds(self.new, after)
        if lost_kinds := sorted(had.keys() - has.keys()):
            yield f"{subject} can no longer be {', '.join(lost_kinds)}"
        for kind in had.keys() & has.keys():
            old, new = had[kind], has[kind]
            old_values, new_values = _values(old), _values(new)
            lost_values = (
                set() if new_values is None else {"any other value"} if old_values is None else old_values - new_values
            )
            if lost_values:
                yield f"{subject} no longer takes {', '.join(sorted(map(str, lost_values)))}"
            for name in EXACT:
                if name in new and new[name] != old.get(name) and not _is_alternative(name, old, new):
                    yield f"{subject} has {name} {new[name]}, and had {old.get(name, 'none')}"
            for keyword, sign in BOUNDS.items():
                if keyword in new and (keyword not in old or sign * new[keyword] > sign * old[keyword]):
                    yield f"{subject} has {keyword} {new[keyword]}, and had {old.get(keyword, 'none')}"
            if "items" in old and "items" in new:
                yield from self._request(subject, old["items"], new["items"])

    def _answers(self, subject: str, before: Node, after: Node) -> Iterator[str]:
        for status, old in before["responses"].items():
            if status not in after["responses"]:
                yield f"{subject}: answer {status} is gone"
                continue
            new = after["responses"][status]
            lost_headers = old.get("headers", {}).keys() - new.get("headers", {}).keys()
            yield from (f"{subject}: header {header} is gone" for header in sorted(lost_headers))
            for media, content in old.get("content", {}).items():
                if media in new.get("content", {}):
                    new_schema = new["content"][media]["schema"]
                    yield from self._answer(f"{subject}: {status} {media}", content["schema"], new_schema, ())
                else:
                    yield f"{subject}: {status} as {media} is gone"

    def _answer(self, subject: str, before: Node, after: Node, inside: tuple[str, ...]) -> Iterator[str]:
        """An answer has every field that it had, and no value that it could not have."""
        if (reference := before.get("$ref")) in inside:
            return
        old_names, new_names = _model_names(before), _model_names(after)
        if old_names and new_names and old_names - new_names:
            yield f"{subject} is called {', '.join(sorted(new_names))} now, and was {', '.join(sorted(old_names))}"
        inside = (*inside, *([reference] if reference else []))
        had, has = _kinds(self.old, before), _kinds(self.new, after)
        if new_kinds := sorted(has.keys() - had.keys()):
            yield f"{subject} can be {', '.join(new_kinds)} now, and was {', '.join(sorted(had))}"
        for kind in had.keys() & has.keys():
            old, new = had[kind], has[kind]
            yield from self._value_type(subject, old, new)
            for name, schema in old.get("properties", {}).items():
                if name not in new.get("properties", {}):
                    yield f"{subject}: {name} is gone"
                    continue
                if name in old.get("required", ()) and name not in new.get("required", ()):
                    yield f"{subject}: {name} may be missing now"
                yield from self._answer(f"{subject}.{name}", schema, new["properties"][name], inside)
            if "items" in old and "items" in new:
                yield from self._answer(f"{subject}[]", old["items"], new["items"], inside)
            old_extras, new_extras = old.get("additionalProperties"), new.get("additionalProperties")
            if isinstance(old_extras, dict) and isinstance(new_extras, dict):
                yield from self._answer(f"{subject}.*", old_extras, new_extras, inside)

    def _value_type(self, subject: str, old: Node, new: Node) -> Iterator[str]:
        """The type of a value in a generated client: an enum, a day, a text."""
        old_values, new_values = _values(old), _values(new)
        if old_values is not None:
            new_choices = {"any other value"} if new_values is None else new_values - old_values
            if new_choices:
                yield f"{subject} can be {', '.join(sorted(map(str, new_choices)))} now, and was one of a closed list"
        elif new_values is not None:
            yield f"{subject} is one of a closed list now, and was open"
        if old.get("format") != new.get("format"):
            yield f"{subject} has format {new.get('format')} now, and had {old.get('format')}"


def main(arguments: list[str]) -> int:
    if arguments == ["--renew"]:
        RELEASE.write_text(json.dumps(current_document(), indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        return 0
    breaks = list(Comparison(json.loads(RELEASE.read_text("utf-8")), current_document()).changes())
    print("\n".join(breaks) or "no change breaks a client of the last release")
    return 1 if breaks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
