"""Which columns of lists a person wants to see."""

from collections.abc import Sequence

from ocop.accounts.models import User


def choose(person: User, name: str, columns: Sequence[str]) -> None:
    """See exactly these columns of a list, in this order."""
    person.list_columns = {**person.list_columns, name: list(columns)}


def forget(person: User, name: str) -> None:
    """See the usual columns of a list again."""
    person.list_columns = {key: kept for key, kept in person.list_columns.items() if key != name}
