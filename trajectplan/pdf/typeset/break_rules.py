"""Where a line may break by the rules of Unicode alone: UAX #14, over the classes of the `regex` module.

The rules are those of Unicode 16, with the hyphens (HH) of Unicode 17, whose classes `regex` has.

The classes of a text become a string of one sign each, so that the rules can be one regular expression, in which the
first that fits a place decides. Every rule carries its name in UAX #14.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

_NAMES: Final = (
    "AL", "SP", "CM", "NU", "IS", "HY", "BA", "EX", "QU", "OP", "CP", "CL", "SY", "ID", "SA", "PR", "PO", "GL", "HL",
    "CJ", "NS", "H2", "H3", "AI", "ZWJ", "BK", "CR", "LF", "NL", "SG", "WJ", "ZW", "B2", "BB", "CB", "IN", "AK", "AP",
    "AS", "EB", "EM", "HH", "JL", "JV", "JT", "RI", "VF", "VI",
)  # fmt: skip
"""The line breaking classes, the frequent ones first."""
_CLASS: Final = regex.compile("|".join(f"(?P<{name}>\\p{{LB={name}}})" for name in _NAMES))
_EAST_ASIAN: Final = regex.compile(r"[\p{ea=F}\p{ea=W}\p{ea=H}]")
_UNASSIGNED_PICTURE: Final = regex.compile(r"(?=\p{Extended_Pictographic})\p{Cn}")

_OTHERS: Final = ("Pi", "Pf", "PIC", "DC")
"""Our own classes: opening and closing quotation marks, a picture still to be assigned, the dotted circle."""
_SIGN: Final = {name: chr(0x100 + number) for number, name in enumerate((*_NAMES, *_OTHERS))}
_WIDE: Final = 0x100
"""So much higher is the sign of an East Asian character of the class."""


def _class_of(character: str) -> str:
    """The class of a character, as rule LB1 resolves it."""
    match = _CLASS.match(character)
    name = str(match.lastgroup) if match else "AL"
    category = unicodedata.category(character)
    if name == "QU" and category in {"Pi", "Pf"}:
        return category
    if name == "SA":
        return "CM" if category in {"Mn", "Mc"} else "AL"
    if character == "\N{DOTTED CIRCLE}":
        return "DC"
    if _UNASSIGNED_PICTURE.match(character):
        return "PIC"
    return {"AI": "AL", "SG": "AL", "CJ": "NS"}.get(name, name)


class _Signs(dict[str, str]):
    """The sign of each character, looked up when it is first met."""

    def __missing__(self, character: str) -> str:
        sign = _SIGN[_class_of(character)]
        if _EAST_ASIAN.match(character):
            sign = chr(ord(sign) + _WIDE)
        self[character] = sign
        return sign


_SIGNS: Final = _Signs()


def _any(names: str, *, wide: bool = True, narrow: bool = True) -> str:
    """The signs of classes, for between the brackets of a pattern."""
    signs = [_SIGN[name] for name in names.split()]
    return "".join(signs if narrow else []) + "".join(chr(ord(sign) + _WIDE) for sign in signs if wide)


_NARROW: Final = "".join(_SIGN.values())
_LETTER: Final = _any("AL HL DC")
_QUOTE: Final = _any("QU Pi Pf")
_HARD: Final = _any("BK CR LF NL")
_AKSARA: Final = _any("AK DC AS")
_HANGUL: Final = _any("JL JV JT H2 H3")
_PICTURE: Final = _any("ID EB EM PIC")

_NUMBER: Final = f"[{_any('NU')}][{_any('SY IS')}]*"
_SPACE: Final = f"[{_any('SP')}]?"


def _not_between(before: str, after: str) -> str:
    return f"(?<={before})(?={after})"


def _set(names: str) -> str:
    return f"[{_any(names)}]"


_RULES: Final = (
    # A place at which a rule with a group fits is a break; at which one without fits, none (LB31: else a break).
    f"((?<=[{_HARD}]))",  # LB4, LB5
    f"(?=[{_HARD}])",  # LB6
    f"(?={_set('SP ZW')})",  # LB7
    f"((?<={_set('ZW')}{_SPACE}))",  # LB8
    f"(?={_set('WJ')})|(?<={_set('WJ')})",  # LB11
    f"(?<={_set('GL')})",  # LB12
    _not_between(f"[^{_any('SP BA HY HH')}]", _set("GL")),  # LB12a
    f"(?={_set('CL CP EX SY')})",  # LB13
    f"(?<={_set('OP')}{_SPACE})",  # LB14
    f"(?<=(?:^|[{_HARD}{_QUOTE}{_any('OP GL SP ZW')}]){_set('Pi')}{_SPACE})",  # LB15a
    f"(?={_set('Pf')}(?:$|[{_HARD}{_QUOTE}{_any('SP GL WJ CL CP EX IS SY ZW')}]))",  # LB15b
    f"({_not_between(_set('SP'), _set('IS') + _set('NU'))})",  # LB15c
    f"(?={_set('IS')})",  # LB15d
    _not_between(_set("CL CP") + _SPACE, _set("NS")),  # LB16
    _not_between(_set("B2") + _SPACE, _set("B2")),  # LB17
    f"((?<={_set('SP')}))",  # LB18
    f"(?={_set('QU Pf')})|(?<={_set('QU Pi')})",  # LB19
    f"(?<=[{_NARROW}])(?=[{_QUOTE}])|(?=[{_QUOTE}](?:$|[{_NARROW}]))",  # LB19a
    f"(?<=[{_QUOTE}])(?=[{_NARROW}])|(?<=(?:^|[{_NARROW}])[{_QUOTE}])",  # LB19a
    f"((?={_set('CB')})|(?<={_set('CB')}))",  # LB20
    _not_between(f"(?:^|[{_HARD}{_any('SP ZW CB GL')}]){_set('HY HH')}", f"[{_LETTER}]"),  # LB20a
    f"(?={_set('BA HH HY NS')})|(?<={_set('BB')})",  # LB21
    _not_between(f"{_set('HL')}[{_any('HY HH')}{_any('BA', wide=False)}]", f"[^{_any('HL')}]"),  # LB21a
    _not_between(_set("SY"), _set("HL")),  # LB21b
    f"(?={_set('IN')})",  # LB22
    _not_between(f"[{_LETTER}]", _set("NU")) + "|" + _not_between(_set("NU"), f"[{_LETTER}]"),  # LB23
    _not_between(_set("PR"), f"[{_PICTURE}]") + "|" + _not_between(f"[{_PICTURE}]", _set("PO")),  # LB23a
    _not_between(_set("PR PO"), f"[{_LETTER}]") + "|" + _not_between(f"[{_LETTER}]", _set("PR PO")),  # LB24
    _not_between(f"{_NUMBER}{_set('CL CP')}?", _set("PO PR")),  # LB25
    _not_between(_set("PO PR"), f"(?:{_set('OP')}{_set('IS')}?)?{_set('NU')}"),  # LB25
    _not_between(f"(?:{_set('HY IS')}|{_NUMBER})", _set("NU")),  # LB25
    _not_between(_set("JL"), _set("JL JV H2 H3")),  # LB26
    _not_between(_set("JV H2"), _set("JV JT")) + "|" + _not_between(_set("JT H3"), _set("JT")),  # LB26
    _not_between(f"[{_HANGUL}]", _set("PO")) + "|" + _not_between(_set("PR"), f"[{_HANGUL}]"),  # LB27
    _not_between(f"[{_LETTER}]", f"[{_LETTER}]"),  # LB28
    _not_between(_set("AP"), f"[{_AKSARA}]") + "|" + _not_between(f"[{_AKSARA}]", _set("VF VI")),  # LB28a
    _not_between(f"[{_AKSARA}]{_set('VI')}", _set("AK DC")),  # LB28a
    _not_between(f"[{_AKSARA}]", f"[{_AKSARA}]{_set('VF')}"),  # LB28a
    _not_between(_set("IS"), f"[{_LETTER}]"),  # LB29
    _not_between(f"[{_LETTER}{_any('NU')}]", f"[{_any('OP', wide=False)}]"),  # LB30
    _not_between(f"[{_any('CP', wide=False)}]", f"[{_LETTER}{_any('NU')}]"),  # LB30
    _not_between(_set("EB PIC"), _set("EM")),  # LB30b
    "()",  # LB31
)
_RULE: Final = regex.compile("|".join(_RULES))

_MARK: Final = _any("CM ZWJ")
_UNIT: Final = regex.compile(
    f"{_set('SP')}+"  # LB7
    f"|{_set('CR')}{_set('LF')}"  # LB5
    f"|{_set('RI')}[{_MARK}]*(?:{_set('RI')}[{_MARK}]*)?"  # LB30a
    f"|[{_HARD}{_any('ZW')}]"
    f"|.[{_MARK}]*"  # LB9
)
_LETTERS_OF_MARKS: Final = str.maketrans(dict.fromkeys(_MARK, _SIGN["AL"]))  # LB10


def opportunities(text: str) -> tuple[int, ...]:
    """The places after which a line may or must end, the end of the text among them; none in an empty text."""
    if not text:
        return ()
    signs = "".join(map(_SIGNS.__getitem__, text))
    units = [match.span() for match in _UNIT.finditer(signs)]
    firsts = "".join([signs[start] for start, _end in units]).translate(_LETTERS_OF_MARKS)
    ends = [units[match.start() - 1][1] for match in _RULE.finditer(firsts, 1) if match.lastindex]
    # LB8a: what is joined stays together. LB3: the end of the text is always there.
    return *(end for end in ends if text[end - 1] != "\N{ZERO WIDTH JOINER}" and end < len(text)), len(text)
