"""Values far from the others of their series are the same as by the definition, said plainly."""

import statistics
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builder.checks.far_values import FAR, _is_likely, _middle_of_others

NUMBERS = st.decimals(min_value=-50, max_value=500, places=1).filter(bool)


def _plainly(numbers: Sequence[Decimal], place: int) -> Decimal | None:
    """The middle of the other numbers if this one is far from it."""
    others, value = [*numbers[:place], *numbers[place + 1 :]], numbers[place]
    middle = statistics.median(others) if len(others) > 1 else None
    is_near = middle and abs(middle) / FAR < abs(value) < abs(middle) * FAR
    is_far = middle and not (is_near and any(other * value > 0 for other in others))
    return middle if is_far else None


@given(st.lists(NUMBERS, max_size=9))
def test_each_number_is_held_against_the_middle_of_the_others(numbers: list[Decimal]) -> None:
    values = sorted(numbers)
    for place, value in enumerate(numbers):
        middle = _middle_of_others(values, value)
        found = middle if middle and not _is_likely(value, middle, values) else None
        assert found == _plainly(numbers, place)
