"""The words by which the readers of ``app/curate/lexical`` read a language: one module with a ``LEXICON`` each."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from app.curate.lexicons.lexicon import Lexicon


@cache
def lexicons() -> dict[str, Lexicon]:
    """The lexicons by the ISO 639-1 codes of their languages."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    result = [module.LEXICON for module in modules if hasattr(module, "LEXICON")]
    return {lexicon.language: lexicon for lexicon in result}
