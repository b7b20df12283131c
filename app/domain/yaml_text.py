"""Writes YAML. A start of the service does without: import this where YAML is written."""

from typing import Any

import yaml


class _Dumper(yaml.CSafeDumper):
    """Writes every node in full, also one that is there twice: not all readers know the aliases of YAML."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def yaml_text(content: Any) -> str:
    """The content as YAML, its keys in their own order."""
    text: str = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text
