"""The Noto fonts of the system, for scripts that the fonts of the wheel lack: which files may have a character."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import name

import uharfbuzz as hb

_FILE: Final = re.compile(
    r"Noto(?P<kind>Sans|Serif|(?=Music))(?P<family>\w*?)"
    r"(?:-(?P<style>Regular|Bold|VF|VariableFont_\w+))?(?P<axes>\[[\w,]+])?(?:\.(?:ttf|otf|ttc))+",
    re.ASCII | re.IGNORECASE,
)
_OTHER_STYLES: Final = re.compile(r"Mono|Display|Slanted|Unjoined|UI$|(?<=Tifinagh)\w", re.IGNORECASE)
_SIGNS: Final = ("symbols2", "symbols", "math", "music")
"""Families of signs, asked for every character that no family is named after."""
_HAN: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_REGIONS: Final = {"ja": "jp", "ko": "kr", "zh": "sc"}
_OTHER_NAMES: Final = {"CANADIAN": "canadianaboriginal", "VEDIC": "devanagari", "PHAGS": "phagspa", "NKO": "nko"}
"""First words of the names of characters, beside the families that have them, where these begin otherwise."""


@dataclass(frozen=True)
class FontFile:
    """One face of a file: its place in a collection, and the axes of a variable font that make its weight."""

    path: Path
    index: int
    bold: bool
    axes: tuple[tuple[str, float], ...] = ()


class Family(NamedTuple):
    """What a family is found by; sorted, sans comes before serif."""

    serif: bool
    name: str


def is_han(cluster: str) -> bool:
    """Whether the shape of ``cluster`` depends on its language: Han, Kana, Hangul and their punctuation."""
    return bool(_HAN.match(cluster))


def candidates(character: str, *, bold: bool, language: str = "") -> tuple[FontFile, ...]:
    """The faces that may have ``character``, the likeliest first; a family without a bold one gives its regular."""
    if is_han(character):
        return _for_han(_REGIONS.get(language, "sc"), bold=bold)
    first, *others = re.split(r"[ -]", name(character, ""))
    return _for_name(_OTHER_NAMES.get(first, first.casefold()), "".join(others[:1]).casefold(), bold=bold)


@lru_cache(maxsize=1024)
def _for_name(first: str, second: str, *, bold: bool) -> tuple[FontFile, ...]:
    """The faces of families that begin with the first word of a character's name, then those of signs."""
    families = _families()
    named = [key for key in families if first and key.name.startswith(first)]
    # A family of just this name comes before longer ones: Tai Le before Tai Tham for a letter of Tai Le.
    named.sort(key=lambda key: (key.name not in {first, first + second}, key))
    signs = [Family(serif=False, name=sign) for sign in _SIGNS]
    return tuple(chain.from_iterable(_faces(families.get(key, {}), bold=bold) for key in [*named, *signs]))


@cache
def _for_han(region: str, *, bold: bool) -> tuple[FontFile, ...]:
    """The face of the large collection for a region; else a font for that region alone, or for any other."""
    families = sorted(_families().items())
    fitting = [files for key, files in families if key.name in {"cjk", f"cjk{region}", region}]
    others = [files for key, files in families if key.name.removeprefix("cjk") in {"sc", "tc", "hk", "jp", "kr"}]
    own = chain.from_iterable(_faces(files, bold=bold, region=region) for files in fitting)
    return (*own, *chain.from_iterable(_faces(files, bold=bold) for files in others))


def _faces(files: Mapping[bool, Path], *, bold: bool, region: str = "") -> Iterator[FontFile]:
    """The face of a family in this weight; of a family without a bold one, the regular one."""
    path = files.get(bold) or files.get(False)
    if path:
        yield from _opened(path, bold=bold, region=region)


@cache
def _opened(path: Path, *, bold: bool, region: str) -> tuple[FontFile, ...]:
    """The faces in a file that fit, none for a file that can't be read."""
    try:
        blob = hb.Blob.from_file_path(str(path))
        faces = [hb.Face(blob, index) for index in range(max(1, hb.Face(blob).count))]
        return tuple(_fitting(path, faces, bold=bold, region=region))
    except (hb.HarfBuzzError, OSError, ValueError):
        return ()


def _fitting(path: Path, faces: Sequence[hb.Face], *, bold: bool, region: str) -> Iterator[FontFile]:
    weight = "Bold" if bold else "Regular"
    names = hb.OTNameIdPredefined
    for index, face in enumerate(faces):
        family = face.get_name(names.FONT_FAMILY) or ""
        style = face.get_name(names.FONT_SUBFAMILY) or ""
        if len(faces) > 1 and ("Mono" in family or not family.casefold().endswith(region)):
            continue
        if any(axis.tag == "wght" for axis in face.axis_infos):
            yield FontFile(path, index, bold, (("wght", 700 if bold else 400),))
        elif len(faces) == 1 or style == weight:
            yield FontFile(path, index, style == "Bold")


@cache
def _families() -> dict[Family, dict[bool, Path]]:
    """The Noto fonts in the folders for fonts, by family and weight (bold or not); the first of a name counts."""
    families: dict[Family, dict[bool, Path]] = {}
    for folder in _folders():
        for place, _folders_in_it, files in os.walk(folder):
            for file in sorted(files):
                found = _FILE.fullmatch(file)
                if found and not _OTHER_STYLES.search(found["family"]):
                    key = Family(serif=found["kind"] == "Serif", name=found["family"].casefold())
                    families.setdefault(key, {}).setdefault(found["style"] == "Bold", Path(place, file))
    return families


def _folders() -> Iterator[Path]:
    """Where fonts are kept: of her own first, then of the system (the XDG and Apple and Microsoft customs)."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where nobody has a home
    of_user = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    of_all = os.environ.get("XDG_DATA_DIRS", "").split(os.pathsep)
    yield from (home / ".fonts", Path(of_user, "fonts"))
    yield from (
        Path(folder, "fonts") for folder in dict.fromkeys([*of_all, "/usr/local/share", "/usr/share"]) if folder
    )
    if sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA", home), "Microsoft/Windows/Fonts")
        yield Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts")
