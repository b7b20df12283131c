"""Patches that run slow functions once for equal arguments: routes, OpenAPI documents, seed files, SQL."""

import hashlib
import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import yaml
from alembic.config import Config
from alembic.script import ScriptDirectory
from fastapi.openapi import utils
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.util import LRUCache

from app import main
from app.api import openapi
from app.db import engine, migrate
from app.ingest import plain_yaml, seed_check, seed_reader
from app.ingest.findings import Finding
from app.ingest.places import SourceText
from app.ingest.seed_files import SeedFiles
from app.main import RESOURCES
from app.settings import Settings
from tests.postgres import file_lock

build_openapi = openapi._build
"""The unpatched function, which takes seconds."""


def make_equal_routes_once() -> None:
    """Make the routes of the same resources once per process, because they take most of the time of making an
    application. No route depends on its application."""
    make = cache(main._routes)
    main._routes = lambda resources: list(make(tuple(resources)))


class StatementsOfAllEngines(LRUCache[Any, Any]):
    """A cache of compiled statements for all engines. SQLAlchemy's own keys contain the dialect of one engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(self._of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(self._of_any_engine(key), value)

    @staticmethod
    def _of_any_engine(key: Any) -> Any:
        dialect, *statement = key
        return type(dialect), dialect.server_version_info, *statement


def compile_equal_statements_once() -> None:
    """Compile equal statements once per process instead of once per engine: tests make thousands of engines."""
    make, statements = create_engine, StatementsOfAllEngines(2000)

    def make_sharing(*arguments: Any, **options: Any) -> Engine:
        new_engine = make(*arguments, **options)
        new_engine._compiled_cache = statements
        return new_engine

    vars(engine)["create_engine"] = make_sharing


def read_equal_migrations_once() -> None:
    """Read the migration files once per process. Alembic would read them for each step."""
    read_directory = ScriptDirectory.from_config
    directories: dict[str, ScriptDirectory] = {}

    def read_once(config: Config) -> ScriptDirectory:
        if config.toml_file_name:  # a test's own, which writes a migration
            return read_directory(config)
        options = repr(config.get_section(config.config_ini_section))
        if options not in directories:
            directories[options] = read_directory(config)
        return directories[options]

    setattr(ScriptDirectory, "from_config", read_once)  # noqa: B010 -- a type checker takes it for a method


upgrade_by_migrations = migrate.upgrade
"""The unpatched function, which takes a second for an empty database."""


def migrate_empty_files_once(directory: Path) -> None:
    """Migrate one empty SQLite database per run, and copy it into all others."""
    newest = directory / "newest-schema.db"

    def make() -> None:
        part = newest.with_suffix(".part")
        file_engine = engine.make_engine(Settings.model_validate({"database_url": f"sqlite:///{part}"}))
        upgrade_by_migrations(file_engine)
        file_engine.dispose()
        part.rename(newest)

    def upgrade(database: Engine, revision: str = "head") -> None:
        is_file = database.dialect.name == "sqlite" and revision in ("head", migrate.head())
        if not is_file or inspect(database).get_table_names():
            upgrade_by_migrations(database, revision)
            return
        with file_lock(newest.with_suffix(".lock")):
            if not newest.exists():
                make()
        with closing(sqlite3.connect(newest)) as source, database.connect() as connection:
            driver: Any = connection.connection.driver_connection
            source.backup(driver)

    vars(migrate)["upgrade"] = upgrade


def make_equal_schemas_once() -> None:
    """Make the schemas of the same fields once per process. They are most of an OpenAPI document and do not depend on
    its public address, and tests use many addresses."""
    make = vars(utils)["get_definitions"]
    definitions_by_fields: dict[tuple[int, ...], tuple[Any, bytes]] = {}

    def make_once(*, fields: Any, **options: Any) -> Any:
        key = tuple(map(id, fields))
        if key not in definitions_by_fields:
            mapping, definitions = make(fields=fields, **options)
            definitions_by_fields[key] = (fields, [*mapping]), pickle.dumps(([*mapping.values()], definitions))
        (_, keys), content = definitions_by_fields[key]
        values, definitions = pickle.loads(content)
        return dict(zip(keys, values, strict=True)), definitions

    vars(utils)["get_definitions"] = make_once


def build_equal_documents_once(directory: Path) -> None:
    """Build each OpenAPI document of all resources once per run instead of once per application and process."""
    documents: dict[str, bytes] = {}

    def build_once(app: Any) -> Any:
        if app.state.resources != RESOURCES:
            return build_openapi(app)
        name = hashlib.sha256(repr((app.state.root, app.servers)).encode()).hexdigest()
        if name not in documents:
            file = directory / f"{name}.openapi"
            with file_lock(file.with_suffix(".lock")):
                if not file.exists():
                    file.write_bytes(pickle.dumps(build_openapi(app)))
                documents[name] = file.read_bytes()
        return pickle.loads(documents[name])

    openapi._build = build_once


def parse_equal_seed_files_once() -> None:
    """Parse equal seed files once per process: most tests read the seed, or a copy in which few files differ.

    The parser gives marks by the identity of a record. A pickle keeps identities only if it has the records too.
    """
    parse = plain_yaml.parse_with_marks

    @lru_cache(maxsize=300)
    def pickle_of(text: str) -> bytes:
        content, marks = parse(text)
        values = {id(value): value for value in _collections(content)}
        return pickle.dumps((content, [(values[identity], mark) for identity, mark in marks.items()]))

    def parse_once(text: str) -> tuple[Any, dict[int, plain_yaml.Mark]]:
        if len(text) < LONG_FILE:
            return parse(text)
        content, marks = pickle.loads(pickle_of(text))
        return content, {id(value): mark for value, mark in marks}

    plain_yaml.parse_with_marks = parse_once


def read_equal_seeds_once() -> None:
    """Validate the files of an unchanged folder once per process: most tests load a seed in which they change nothing.
    No test changes the records themselves."""
    read_seed = seed_reader.Seed.__init__
    seeds: LRUCache[Any, dict[str, Any]] = LRUCache(SEEDS, threshold=0)

    def contents(directory: Path) -> bytes | None:
        """The digest of all files. None if they are too large to read, or one may not be read."""
        files = [path for path in sorted(directory.rglob("*")) if path.is_file()]
        if sum(path.stat().st_size for path in files) > LARGE_SEED:
            return None
        with suppress(OSError):
            return hashlib.sha256(b"\0".join(b"%b\0%b" % (bytes(path), path.read_bytes()) for path in files)).digest()
        return None

    def read_once(seed: seed_reader.Seed, directory: Path) -> None:
        key = directory, contents(directory)
        if key[1] is None:
            read_seed(seed, directory)
            return
        if key not in seeds:
            read_seed(seed, directory)
            seeds[key] = vars(seed).copy()
        vars(seed).update(seeds[key], records={kind: [*records] for kind, records in seeds[key]["records"].items()})

    setattr(seed_reader.Seed, "__init__", read_once)  # noqa: B010 -- a type checker takes it for a method


def find_equal_warnings_once() -> None:
    """Search for the warnings about a seed once, if no texts are compared. They depend on its files alone, which the
    seeds of ``read_equal_seeds_once`` share."""
    find = vars(seed_check)["_findings"]
    findings_by_files: WeakKeyDictionary[SeedFiles, list[Finding]] = WeakKeyDictionary()

    def find_once(seed: seed_reader.Seed, texts: Mapping[str, SourceText] | None) -> list[Finding]:
        if texts is not None:
            return list(find(seed, texts))
        if seed.files not in findings_by_files:
            findings_by_files[seed.files] = list(find(seed, None))
        return findings_by_files[seed.files]

    vars(seed_check)["_findings"] = find_once


SEEDS = 6
"""How many folders' records are kept."""
LARGE_SEED = 10_000_000
"""The total size of a folder, in bytes, above which its records are not kept."""


def use_libyaml() -> None:
    """Let tests read and write YAML with libyaml, which takes a tenth of the time. The application uses other
    functions."""
    vars(yaml)["safe_load"] = partial(yaml.load, Loader=yaml.CSafeLoader)
    vars(yaml)["safe_dump"] = partial(yaml.dump, Dumper=yaml.CSafeDumper)


LONG_FILE = 5_000
"""The length in characters from which reading a pickle is faster than parsing."""


def _collections(value: Any) -> Iterator[Any]:
    """A list or mapping and all those within it, from the outside in."""
    if isinstance(value, list | dict):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _collections(inner)
