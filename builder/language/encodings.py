"""Bytes → Vietnamese text, whichever program wrote them; where two readings are likely, none.

Old fonts (TCVN3, VNI) are no encodings: their letters are Latin-1 characters that look Vietnamese
in the font alone. They are known by their syllables: a reading counts if its words could be
Vietnamese.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLAUSIBLE = 0.8
"""Share of the words with marks that must be possible syllables."""

_TCVN3_BYTES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ "
    "C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ "
    "E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự "
    "FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3: Mapping[int, str] = {
    ord(bytes.fromhex(pair[:2]).decode("latin-1")): pair[2:] for pair in _TCVN3_BYTES.split()
}
"""Latin-1 character → letter (TCVN 5712:1993, VN3)."""

_VNI_VOWELS = (
    "á=aù à=aø ả=aû ã=aõ ạ=aï â=aâ ấ=aá ầ=aà ẩ=aå ẫ=aã ậ=aä ă=aê ắ=aé ằ=aè ẳ=aú ẵ=aü ặ=aë é=eù "
    "è=eø ẻ=eû ẽ=eõ ẹ=eï ê=eâ ế=eá ề=eà ể=eå ễ=eã ệ=eä ỉ=æ ĩ=ó ị=ò ó=où ò=oø ỏ=oû õ=oõ ọ=oï "
    "ô=oâ ố=oá ồ=oà ổ=oå ỗ=oã ộ=oä ơ=ô ớ=ôù ờ=ôø ở=ôû ỡ=ôõ ợ=ôï ú=uù ù=uø ủ=uû ũ=uõ ụ=uï ư=ö "
    "ứ=öù ừ=öø ử=öû ữ=öõ ự=öï ý=yù ỳ=yø ỷ=yû ỹ=yõ ỵ=î đ=ñ "
)
_VNI: Mapping[str, str] = {
    code.upper() if is_capital else code: letter.upper() if is_capital else letter
    for is_capital in (False, True)
    for letter, _, code in (pair.partition("=") for pair in _VNI_VOWELS.split())
}
"""One or two Latin-1 characters → letter (VNI Windows)."""

_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_PARTS = re.compile(r'[^,;\t"\n]*[¦-©®µ¸¹¾ÆËÏÑÖßä-çëîïñöûþ][^,;\t"\n]*')
"""Parts with letters of old fonts that right Vietnamese has none of."""

_PART_LETTERS = re.compile("[¦-©®µ¸¹¾ÆËÏÑÖßä-çëîïñöûþ]")

_LETTERS_OF_NO_FONT = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
"""Letters that no text in an old font has: where they stand, at most parts of it are in one."""

TWICE = re.compile("[Â-ô][^\x00-\x7f\xa0]{1,3}")
"""Where bytes of UTF-8 may have been read as those of Windows-1252."""

FEWEST = 2
"""Words with marks by which a part of a text is judged."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x"
_VOWELS = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ia|iê|oa|oă|oe|oo|ua|uâ|uê|uô|uơ|uy|uya|uyê|ưa|ươ|yê|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|oai|oay|oeo|uây|uôi|uyu|ươi|ươu"
)
_CODAS = "ch?|k|m|ng?|nh|p|t"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?P<vowels>{_VOWELS})(?:{_CODAS})?")
_GLIDES = re.compile("(?:ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iêu|yêu|oai|oay|uôi|ươi|ươu)")
"""Vowels whose last letter bears no tone."""
_BREAKS = re.compile(r"[\s!-@\[-`{-~–—«»“”‘’…≥≤×·]+")
_LOST = re.compile(r"\w\?\w|\w\?(?=[ ;,\t])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and how it was written."""

    text: str
    encoding: str
    """UTF-8, UTF-8-BOM, UTF-16, CP1258, CP1252, TCVN3 or VNI."""


def decoded(content: bytes) -> Decoded | None:
    """The text of a file; None where it could be read in two ways, or lost letters when saved."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(content, "utf-16")
    if content[1:2] == b"\0":
        return _utf_16(content, "utf-16-le")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_a_code_page(content)
    name = "UTF-8-BOM" if content.startswith(b"\xef\xbb\xbf") else "UTF-8"
    if _plausibility(unicodedata.normalize("NFC", text)) >= PLAUSIBLE:
        return Decoded(text=text, encoding=name)
    readings = [] if _LETTERS_OF_NO_FONT.search(text) else list(_fonts(text))
    return readings[0] if len(readings) == 1 else Decoded(text=text, encoding=name)


def _utf_16(content: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(text=content.decode(codec).removeprefix("\ufeff"), encoding="UTF-16")
    except UnicodeDecodeError:
        return None


def _of_a_code_page(content: bytes) -> Decoded | None:
    """The only reading of bytes that are no UTF-8 whose words could be Vietnamese."""
    readings = []
    for codec in ("cp1258", "cp1252"):
        text = unicodedata.normalize("NFC", content.decode(codec, errors="replace"))
        if "\ufffd" not in text and _plausibility(text) >= PLAUSIBLE and not _LOST.search(text):
            readings.append(Decoded(text=text, encoding=codec.upper()))
    readings += _fonts(content.decode("latin-1"))
    texts = {reading.text for reading in readings}
    return readings[0] if len(texts) == 1 else None


def read_once(text: str) -> str:
    """A text whose bytes of UTF-8 were read as Windows-1252 somewhere: `LÃ¡ng` is `Láng`."""
    return text if text.isascii() else TWICE.sub(_once, text)


def _once(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPart:
    """A part of a text in the letters of an old font, though the whole is right."""

    start: int
    """Where it begins in the text."""
    written: str
    read: Decoded


def old_parts(text: str) -> Iterator[OldPart]:
    """The parts of a text that can be read in one old font alone.

    A part is what stands between marks that separate cells; it counts if it has several words with
    marks, half of which or more could be no syllables as they are.
    """
    for part in _parts(text):
        words = _marked(part[0])
        if all(len(word) == 1 for word in words):  # Icelandic «þ.m.t. á»
            continue
        if len(words) < FEWEST or sum(map(_is_syllable, words)) * 2 > len(words):
            continue
        readings = list(_fonts(part[0]))
        if len(readings) == 1:
            yield OldPart(start=part.start(), written=part[0], read=readings[0])


def _parts(text: str) -> Iterator[re.Match[str]]:
    """Parts with letters of old fonts; lines without any are not looked at."""
    end = 0
    for letter in _PART_LETTERS.finditer(text):
        if letter.start() < end:
            continue
        start = text.rfind("\n", end, letter.start()) + 1 or end
        end = text.find("\n", letter.start())
        end = len(text) if end < 0 else end
        yield from _PARTS.finditer(text, start, end)


def _fonts(text: str) -> Iterator[Decoded]:
    """Readings of Latin-1 characters as letters of an old font."""
    for encoding, read in (("TCVN3", text.translate(_TCVN3)), ("VNI", _from_vni(text))):
        if read != text and _plausibility(read) >= PLAUSIBLE:
            yield Decoded(text=read, encoding=encoding)


def _from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda code: _VNI[code[0]], text)


def _plausibility(text: str) -> float:
    """Share of the words with other than ASCII letters that could be Vietnamese syllables."""
    marked = _marked(text)
    if not marked:
        return 1.0
    return sum(_is_syllable(word) for word in marked) / len(marked)


def _marked(text: str) -> list[str]:
    """The words with other than ASCII letters."""
    return [
        word
        for word in _BREAKS.split(text)
        if word and not word.isascii() and word.strip("¹²³")  # a mark of a note is no word
    ]


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    match = _SYLLABLE.fullmatch(bare)
    if match is None or len(tones) > 1:
        return False
    end = match.end("vowels")
    is_last_toned = unicodedata.normalize("NFD", word.lower()[end - 1])[-1] in _TONES
    is_glide = end == len(bare) and _GLIDES.fullmatch(match["vowels"]) is not None
    return not (is_last_toned and is_glide)
