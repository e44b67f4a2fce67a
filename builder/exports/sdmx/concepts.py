"""Which of SDMX's cross-domain concepts and codes a dimension of the portal is, where one fits.

Source: https://sdmx.org/standards-2/cross-domain-concepts/, CL_SEX 2.1, CL_AGE, CL_UNIT_MEASURE
and CL_UNIT_MULT; ISO 3166-2 for areas, ISO 4217 for currencies.
"""

import re
from collections.abc import Collection, Mapping

from builder.model import Category

CONCEPTS: Mapping[str, tuple[str, ...]] = {
    "REF_AREA": (
        *("ref_area", "area", "region", "province", "district", "commune", "geography", "geocode"),
        *("khu_vuc", "vung", "tinh", "tinh_thanh", "huyen", "xa"),
    ),
    "SEX": ("sex", "gender", "gioi_tinh"),
    "AGE": ("age", "age_group", "tuoi", "nhom_tuoi", "do_tuoi"),
}
"""Names of columns by the concept that they are."""

_SEXES: Mapping[str, str] = {
    **dict.fromkeys(("f", "female", "women", "girls", "nu"), "F"),
    **dict.fromkeys(("m", "male", "men", "boys", "nam"), "M"),
}

UNITS: Mapping[str, tuple[str, str | None]] = {
    "percent": ("PT", None),
    "vnd-billion": ("VND", "9"),
    "usd-billion": ("USD", "9"),
}
"""Code and multiplier, as a power of ten, of the units for which the shared lists have them."""

_YEARS = r"(?:years?(?: old| of age)?|tuổi|tuoi|y)?"
_AGES = (
    (rf"([0-9]{{1,3}})\s*(?:-|–|_|to|đến|den)\s*([0-9]{{1,3}})\s*{_YEARS}", "Y{0}T{1}"),
    (rf"(?:under|below|<|dưới|duoi)[\s_]*([0-9]{{1,3}})\s*{_YEARS}", "Y_LT{0}"),
    (r"([0-9]{1,3})[\s_]*(?:\+|plus|and over|and older|trở lên|tro len)", "Y_GE{0}"),
    (rf"(?:≥|>=)\s*([0-9]{{1,3}})\s*{_YEARS}", "Y_GE{0}"),
    (rf"y?([0-9]{{1,3}})\s*{_YEARS}", "Y{0}"),
)
"""How ages are written, and how CL_AGE writes them: `15-24` is Y15T24, `65+` is Y_GE65."""


def concept_of(name: str, plain: str, others: Collection[str]) -> str:
    """The concept that a column is, else its own id; of two areas the first is REF_AREA.

    `others` are the names of the columns before it.
    """
    for concept, names in CONCEPTS.items():
        if name.lower() in names and not any(other.lower() in names for other in others):
            return concept
    return plain


def codes_of(concept: str, categories: Collection[Category]) -> Mapping[str, str]:
    """Shared codes by those of the portal.

    Of sex and age only where every category has one of its own; of areas those that the code list
    of the portal gives (`iso_3166_2`).
    """
    if concept == "REF_AREA":
        return {each.code: each.iso for each in categories if each.iso}
    if concept not in ("SEX", "AGE"):
        return {}
    shared = _sex if concept == "SEX" else _age
    found = {each.code: shared(each.code) for each in categories}
    is_known = all(found.values()) and len(set(found.values())) == len(found)
    return found if is_known else {}


def _sex(code: str) -> str:
    return _SEXES.get(code.lower(), "")


def _age(code: str) -> str:
    if re.fullmatch(r"Y([0-9]+(T[0-9]+)?|_LT[0-9]+|_GE[0-9]+)", code):
        return code
    for form, shared in _AGES:
        if found := re.fullmatch(form, code.strip().lower()):
            return shared.format(*(int(group) for group in found.groups()))
    return ""
