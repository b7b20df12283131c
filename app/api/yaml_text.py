"""Writes YAML. Only what answers ``/openapi.yaml`` imports this, so that a start does without."""

from typing import Any

import yaml


class _Dumper(yaml.CSafeDumper):
    """Writes every node in full: not all readers of OpenAPI know the aliases of YAML."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def yaml_text(content: Any) -> str:
    """The content as YAML, its keys in their own order."""
    text: str = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text
