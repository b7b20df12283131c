"""The model of ``seed/withdrawn.yaml``: why records left the seed."""

from typing import Annotated

from pydantic import Field

from app.ingest.seed_fields import Reference, Text
from app.ingest.seed_schema.record import SeedRecord


class WithdrawnSeed(SeedRecord):
    """An entry of the list of withdrawn records: kind and id of one that is no longer in the seed, and why."""

    kind = "withdrawn"
    file = "withdrawn.yaml"
    needs_evidence = False

    id: Reference
    kind_: Annotated[str, Field(alias="kind", max_length=40)]
    reason: Text
