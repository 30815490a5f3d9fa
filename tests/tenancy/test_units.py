"""Looking a unit's issuing bodies up."""

from collections.abc import Callable

import pytest

from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.tenancy import units


def test_a_document_of_a_body_that_a_unit_lacks_is_refused_with_what_to_do(within: Callable[[str], int]) -> None:
    province = within("ubnd-tinh")

    with pytest.raises(DomainError, match="khai báo cơ quan ban hành"):
        units.body(province, "division", clock.today())
