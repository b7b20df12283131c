"""Run a SELECT that is used again and again: it is compiled once, and then runs on the driver's cursor.

SQLAlchemy takes three times as long around such a statement as SQLite takes to answer it: decision 016.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from app.db.engine import NO_TRANSACTION, took_too_long

SelectT = TypeVar("SelectT", bound=Select[Any])

Processor = Callable[[Any], Any]

REUSABLE = "reusable"
"""The option of statements that are built once and run for many requests."""


def reusable(statement: SelectT) -> SelectT:
    """The statement, marked to be prepared. It must bind all values of a request as parameters."""
    return statement.execution_options(**{REUSABLE: True})


class RowType(NamedTuple):
    """How a row of the driver becomes one of the statement: the columns to convert, and the type of the row."""

    processors: Sequence[tuple[int, Processor]]
    make: Callable[[Sequence[Any]], Any]

    def row(self, values: Sequence[Any]) -> Any:
        if self.processors:
            values = list(values)
            for index, process in self.processors:
                values[index] = process(values[index])
        return self.make(values)


class PreparedSelect:
    """A compiled SELECT, with what SQLAlchemy does to its parameters and rows."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        compilation = statement.compile(dialect=dialect)
        self.text = str(compilation)
        self.has_lists = bool(compilation.post_compile_params)
        self._statement, self._dialect = statement, dialect
        self._defaults, self._positions = compilation.params, compilation.positiontup
        self._processors = {
            name: process
            for name, parameter in compilation.binds.items()
            if (process := parameter.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self._row_type: RowType | None = None

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """The parameters in the driver's form. ``values`` may have more than the statement has."""
        parameters = {name: values.get(name, default) for name, default in self._defaults.items()}
        for name, process in self._processors.items():
            parameters[name] = process(parameters[name])
        return parameters if self._positions is None else [parameters[name] for name in self._positions]

    def rows(self, cursor: Any, parameters: Any) -> list[Any]:
        """The rows as named tuples."""
        cursor.execute(self.text, parameters)
        rows = cursor.fetchall()
        row_type = self._row_type = self._row_type or self._row_type_of(cursor.description)
        return [row_type.row(row) for row in rows]

    def _row_type_of(self, description: Sequence[Sequence[Any]]) -> RowType:
        """``description`` has the name and the driver's type of each column, as a cursor describes them."""
        types = [column.type.dialect_impl(self._dialect) for column in self._statement.selected_columns]
        columns = zip(types, description, strict=True)
        processors = [type_.result_processor(self._dialect, column[1]) for type_, column in columns]
        row: Any = namedtuple("Row", [name for name, *_ in description], rename=True)  # type: ignore[misc]
        return RowType([(index, process) for index, process in enumerate(processors) if process], row._make)


_prepare = lru_cache(maxsize=1_000)(PreparedSelect)


def read_prepared(connection: Connection, statement: Select[Any], parameters: Mapping[str, Any]) -> Sequence[Any]:
    """The rows of a SELECT that is the only statement on its connection. Raises what SQLAlchemy raises.

    SQLAlchemy itself runs statements that are not marked, and all statements while the engine has a listener to
    ``before_cursor_execute``, as tracers have.
    """
    engine = connection.engine
    is_direct = statement.get_execution_options().get(REUSABLE) and engine.get_execution_options().get(NO_TRANSACTION)
    if not is_direct or engine.dispatch.before_cursor_execute:
        return connection.execute(statement, parameters).all()
    prepared_select = _prepare(statement, engine.dialect)
    if prepared_select.has_lists:
        return connection.execute(statement, parameters).all()
    driver_parameters = prepared_select.parameters(parameters)
    try:
        with closing(connection.connection.cursor()) as cursor:
            return prepared_select.rows(cursor, driver_parameters)
    except engine.dialect.loaded_dbapi.Error as error:
        if took_too_long(error):
            connection.invalidate(error)  # a server that was silent may answer later
            raise DBAPIError.instance(
                prepared_select.text, driver_parameters, error, engine.dialect.loaded_dbapi.Error
            ) from error
    return connection.execute(statement, parameters).all()  # reports the error, and gives up lost connections
