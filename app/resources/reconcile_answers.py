"""What the Reconciliation API 0.2 answers."""

from typing import Any

from pydantic import Field, RootModel

from app import __version__
from app.domain.model import Model
from app.resources.reconcile_queries import MAX_BATCH


class TypeRef(Model):
    """A type of records."""

    id: str = Field(description="Its id.", examples=["official"])
    name: str = Field(description="Its name.", examples=["Official"])


class TypeOut(TypeRef):
    """A type of records, with the one above it."""

    broader: list[TypeRef] = Field(description="The type above it, if there is one.")


class ManifestOut(Model):
    """What the service offers, for clients of the Reconciliation API."""

    versions: list[str] = Field(description="Versions of the Reconciliation API.", examples=[["0.2"]])
    name: str = Field(description="Name of the service.", examples=["Communiqué"])
    identifierSpace: str = Field(  # noqa: N815 - the protocol's name
        description="Beginning of the addresses of records: an id follows it.", examples=["https://example.org/"]
    )
    schemaSpace: str = Field(  # noqa: N815
        description="Address that stands for the types and properties.", examples=["https://example.org/reconcile"]
    )
    defaultTypes: list[TypeOut] = Field(description="The types.")  # noqa: N815
    batchSize: int = Field(description="Queries that one request may have.", examples=[MAX_BATCH])  # noqa: N815
    documentation: str = Field(description="Address of a guide.", examples=["https://example.org/guide/openrefine"])
    serviceVersion: str = Field(description="Version of the software.", examples=[__version__])  # noqa: N815
    view: dict[str, Any] = Field(description="Template of the address of a record's page.")
    preview: dict[str, Any] = Field(description="Template of the address of a small page, and its size.")
    suggest: dict[str, Any] = Field(description="Addresses of the suggest services.")
    extend: dict[str, Any] = Field(description="Address of the properties that can be fetched.")


class FeatureOut(Model):
    """What a score is made of."""

    id: str = Field(
        description="`name_similarity` (0 to 100), `name_exact`, `name_editorial` (a spelling that we added), and "
        "`property:…` for each property of the query that the record has: whether it says the same.",
        examples=["name_exact"],
    )
    value: bool | float = Field(description="Its value.", examples=[True])


class CandidateOut(Model):
    """A record that a name may mean."""

    id: str = Field(description="Its id here: its path without the first slash.", examples=["officials/hakan-fidan"])
    name: str = Field(description="Its name.", examples=["Hakan Fidan"])
    description: str = Field(
        description="What tells it from namesakes.", examples=["Hakan Fidan, Foreign Minister, Türkiye"]
    )
    type: list[TypeRef] = Field(description="Its type.")
    score: float = Field(
        description="Similarity of the spellings, from 0 to 100, less 20 for each property that says otherwise.",
        examples=[100.0],
    )
    features: list[FeatureOut] = Field(description="What the score is made of.")
    match: bool = Field(
        description="True for the only record that has exactly the name and no property that says otherwise.",
        examples=[True],
    )


class CandidatesOut(Model):
    """The answer to one query."""

    result: list[CandidateOut] = Field(description="The candidates, best first.")


class ExtensionOut(Model):
    """Values of properties."""

    meta: list[dict[str, Any]] = Field(
        description="The properties, in the order of the request.",
        examples=[[{"id": "positions", "name": "positions"}]],
    )
    rows: dict[str, dict[str, list[dict[str, Any]]]] = Field(
        description="The values by id of the record and of the property: `{str}`, `{int}` or `{id, name}`.",
        examples=[{"officials/hakan-fidan": {"positions": [{"str": "Foreign Minister"}]}}],
    )


class BatchOut(RootModel[dict[str, CandidatesOut] | ExtensionOut]):
    """The candidates for each query, by its key; or, to `extend`, the values of properties."""


class ReconcileOut(RootModel[ManifestOut | dict[str, CandidatesOut] | ExtensionOut]):
    """The manifest; to `queries`, the candidates for each, by its key; or, to `extend`, the values of properties."""


class EntitySuggestion(Model):
    """A record that the beginning of a name may mean."""

    id: str = Field(description="Its id.", examples=["officials/hakan-fidan"])
    name: str = Field(description="Its name.", examples=["Hakan Fidan"])
    description: str = Field(
        description="What tells it from namesakes.", examples=["Hakan Fidan, Foreign Minister, Türkiye"]
    )
    notable: list[TypeRef] = Field(description="Its type.")


class EntitySuggestions(Model):
    """The records that the beginning of a name may mean."""

    result: list[EntitySuggestion] = Field(description="The records, best first.")


class TypeSuggestions(Model):
    """The types that the beginning of a name may mean."""

    result: list[TypeOut] = Field(description="The types.")


class PropertyOut(Model):
    """A property of records."""

    id: str = Field(description="Its id.", examples=["positions"])
    name: str = Field(description="Its name.", examples=["positions"])
    description: str = Field(description="What it is.", examples=["Public posts, newest first."])


class PropertySuggestions(Model):
    """The properties that the beginning of a name may mean."""

    result: list[PropertyOut] = Field(description="The properties.")


class ProposalsOut(Model):
    """Properties that records of a type have."""

    type: str = Field(description="The type of the request.", examples=["official"])
    limit: int = Field(description="Greatest number of properties.", examples=[100])
    properties: list[PropertyOut] = Field(description="The properties.")


class FlyoutOut(Model):
    """A small preview."""

    id: str = Field(description="The id of the request.", examples=["officials/hakan-fidan"])
    html: str = Field(description="HTML to show beside a suggestion.", examples=["<p>Hakan Fidan</p>"])
