"""A desk with the draft of ``example_draft``, for the tests of the review."""

from functools import cache
from pathlib import Path

from app.curate.review.desk import Desk
from app.ingest.seed_reader import Seed
from tests.curate.example_draft import make_draft
from tests.seed_copies import SEED

DRAFT = "hungary-kyrgyzstan-plan"


@cache
def seed() -> Seed:
    """The real seed, which tests only read."""
    return Seed(SEED)


def make_desk(folder: Path, reviewer: str = "Ada") -> Desk:
    """A desk on a new folder of drafts, which has the example."""
    make_draft(folder, DRAFT)
    return Desk(folder, seed(), reviewer)
