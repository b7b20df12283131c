"""The verdicts on the claims of a sentence, for tests."""

from collections.abc import Callable

from app.curate.claims.verdicts import Claim, ClaimVerdict

Judge = Callable[..., list[Claim]]
"""Judges a text, with a day of publication if one is given."""


def verdict(claims: list[Claim]) -> str:
    """The verdict on a sentence: the worst of those on its claims."""
    order = (ClaimVerdict.contradicted, ClaimVerdict.supported, ClaimVerdict.not_recorded, ClaimVerdict.beyond)
    return next((str(name) for name in order if name in {claim.verdict for claim in claims}), "none")


def other_verdicts(claims: Judge, texts: list[str], *expected: str) -> dict[str, str]:
    """The sentences whose verdict is not among the expected ones, with their verdict."""
    assert texts
    verdicts = {text: verdict(claims(text)) for text in texts}
    return {text: name for text, name in verdicts.items() if name not in expected}
