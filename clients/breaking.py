"""Compare the API with the one last released, ``clients/openapi.json``: name every change that breaks a client.

Breaking is what an old question or an old reader of answers trips over: something taken away, something newly
required, fewer values allowed in a question, another type. What is added breaks nothing, and is not named.
``--renew`` writes the API as it is now, for a release.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.main import create_app
from app.settings import Settings

RELEASED = Path(__file__).with_name("openapi.json")
Node = dict[str, Any]
BOUNDS = {"minimum": 1, "minLength": 1, "minItems": 1, "maximum": -1, "maxLength": -1, "maxItems": -1}


def now() -> Node:
    """The document of the API as it is; no database is asked for it."""
    return create_app(Settings.model_validate({"database_url": "sqlite:///none.db"})).openapi()


def _kinds(document: Node, schema: Node) -> dict[str, Node]:
    """What a schema can be, by type, without references and choices."""
    if "$ref" in schema:
        return _kinds(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    choices = schema.get("anyOf", schema.get("oneOf"))
    if choices is None:
        return {str(schema.get("type", "anything")): schema}
    return {kind: one for choice in choices for kind, one in _kinds(document, choice).items()}


class Comparison:
    def __init__(self, old: Node, new: Node) -> None:
        self.old, self.new = old, new

    def changes(self) -> Iterator[str]:
        every = [(path, method) for path, methods in self.old["paths"].items() for method in methods]
        for path, method in every:
            place, before = f"{method.upper()} {path}", self.old["paths"][path][method]
            if after := self.new["paths"].get(path, {}).get(method):
                yield from self._parameters(place, before, after)
                yield from self._answers(place, before, after)
            else:
                yield f"{place}: it is gone"

    def _parameters(self, place: str, before: Node, after: Node) -> Iterator[str]:
        had, has = ({(p["in"], p["name"]): p for p in one.get("parameters", [])} for one in (before, after))
        yield from (f"{place}: parameter {key[1]} is gone" for key in had if key not in has)
        for key, new in has.items():
            if key in had:
                yield from self._asked(f"{place}: parameter {key[1]}", had[key]["schema"], new["schema"])
            if new.get("required") and not (key in had and had[key].get("required")):
                yield f"{place}: parameter {key[1]} is required now"

    def _asked(self, place: str, before: Node, after: Node) -> Iterator[str]:
        """A question may be what it could be."""
        had, has = _kinds(self.old, before), _kinds(self.new, after)
        if gone := sorted(had.keys() - has.keys()):
            yield f"{place} can no longer be {', '.join(gone)}"
        for kind in had.keys() & has.keys():
            old, new = had[kind], has[kind]
            if "enum" in new and (fewer := sorted(set(old.get("enum", ["any other value"])) - set(new["enum"]))):
                yield f"{place} no longer takes {', '.join(fewer)}"
            for bound, sign in BOUNDS.items():
                if bound in new and (bound not in old or sign * new[bound] > sign * old[bound]):
                    yield f"{place} has {bound} {new[bound]}, and had {old.get(bound, 'none')}"
            if "items" in old and "items" in new:
                yield from self._asked(place, old["items"], new["items"])

    def _answers(self, place: str, before: Node, after: Node) -> Iterator[str]:
        for status, old in before["responses"].items():
            if status not in after["responses"]:
                yield f"{place}: answer {status} is gone"
                continue
            new = after["responses"][status]
            gone = old.get("headers", {}).keys() - new.get("headers", {}).keys()
            yield from (f"{place}: header {header} is gone" for header in sorted(gone))
            for media, content in old.get("content", {}).items():
                if media in new.get("content", {}):
                    now_has = new["content"][media]["schema"]
                    yield from self._told(f"{place}: {status} {media}", content["schema"], now_has, ())
                else:
                    yield f"{place}: {status} as {media} is gone"

    def _told(self, place: str, before: Node, after: Node, inside: tuple[str, ...]) -> Iterator[str]:
        """An answer is nothing that it could not be, and has all that it had."""
        if (reference := before.get("$ref")) in inside:
            return
        inside = (*inside, *([reference] if reference else []))
        had, has = _kinds(self.old, before), _kinds(self.new, after)
        if added := sorted(has.keys() - had.keys()):
            yield f"{place} can be {', '.join(added)} now, and was {', '.join(sorted(had))}"
        for kind in had.keys() & has.keys():
            old, new = had[kind], has[kind]
            for name, schema in old.get("properties", {}).items():
                if name not in new.get("properties", {}):
                    yield f"{place}: {name} is gone"
                    continue
                if name in old.get("required", ()) and name not in new.get("required", ()):
                    yield f"{place}: {name} may be missing now"
                yield from self._told(f"{place}.{name}", schema, new["properties"][name], inside)
            if "items" in old and "items" in new:
                yield from self._told(f"{place}[]", old["items"], new["items"], inside)


def main(arguments: list[str]) -> int:
    if arguments == ["--renew"]:
        RELEASED.write_text(json.dumps(now(), indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        return 0
    found = list(Comparison(json.loads(RELEASED.read_text("utf-8")), now()).changes())
    print("\n".join(found) or "no change breaks a client of the last release")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
