"""What a drawn chart consists of."""

from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: str) -> list[str]:
    """The texts of a drawing, in their order."""
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(_SVG + "text")]


def parts_of(svg: str, name: str) -> list[dict[str, str]]:
    """The attributes of each element of a name."""
    return [dict(part.attrib) for part in ElementTree.fromstring(svg).iter(_SVG + name)]


def bold_of(svg: str) -> list[dict[str, str]]:
    """The attributes of its bold texts."""
    return [text for text in parts_of(svg, "text") if "font-weight" in text]


def height_of(svg: str) -> int:
    """The height of a drawing in px."""
    return int(ElementTree.fromstring(svg).attrib["height"])
