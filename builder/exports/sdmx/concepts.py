"""Which of SDMX's cross-domain concepts and codes a dimension of the portal is, where one fits.

Source: https://sdmx.org/standards-2/cross-domain-concepts/, CL_SEX 2.1
"""

from collections.abc import Collection, Mapping

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


def concept_of(name: str, plain: str, others: Collection[str]) -> str:
    """The concept that a column is, else its own id; of two areas the first is REF_AREA.

    `others` are the names of the columns before it.
    """
    for concept, names in CONCEPTS.items():
        if name.lower() in names and not any(other.lower() in names for other in others):
            return concept
    return plain


def codes_of(concept: str, codes: Collection[str]) -> Mapping[str, str]:
    """Codes of CL_SEX by those of the portal, where every one has one of its own; else none."""
    if concept != "SEX":
        return {}
    found = {code: _SEXES.get(code.lower(), "") for code in codes}
    is_known = all(found.values()) and len(set(found.values())) == len(found)
    return found if is_known else {}
