"""The resume code: digits with which she finds and unlocks her plan again, the last of them a check digit."""

from __future__ import annotations

import secrets
import unicodedata

DIGITS = 16
"""How many digits a code has, the check digit included: 49.8 bits of chance."""
LONG_DIGITS = 20
"""The longer code an operator with more than 10,000 plans should hand out: 63.1 bits of chance."""
GROUP = 4

MISSING, NOT_DIGITS, WRONG_LENGTH, TYPING_SLIP = "missing", "not_digits", "wrong_length", "typing_slip"

DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""H. M. Damm's table of 2004: it notices every wrong digit and every swap of two neighbours."""


class CodeError(ValueError):
    """What was typed is no code; ``reason`` is ``missing``, ``not_digits``, ``wrong_length`` or ``typing_slip``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def generate(digits: int = DIGITS) -> str:
    """A new code of so many digits: all random but the last, which checks the others."""
    chance = f"{secrets.randbelow(10 ** (digits - 1)):0{digits - 1}d}"
    return chance + str(_check(chance))


def grouped(code: str) -> str:
    """The code as it is shown and read aloud: ``1234 5678 9012 3456``."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalise(typed: str, digits: int = DIGITS) -> str:
    """The code in plain digits, from what was typed in any script, with spaces, hyphens, dots or marks of direction.

    A code of either usual length is taken whatever ``digits`` says, so that a plan opens after the setting changed.
    Raises ``CodeError``.
    """
    signs = [sign for sign in typed if not _is_filling(sign)]
    if not signs:
        raise CodeError(MISSING)
    values = [unicodedata.digit(sign, -1) for sign in signs]
    if -1 in values:
        raise CodeError(NOT_DIGITS)
    if len(values) not in {digits, DIGITS, LONG_DIGITS}:
        raise CodeError(WRONG_LENGTH)
    code = "".join(map(str, values))
    if _check(code) != 0:
        raise CodeError(TYPING_SLIP)
    return code


def _check(digits: str) -> int:
    """The check digit that belongs behind ``digits``; 0 when they end in their own check digit."""
    check = 0
    for digit in digits:
        check = DAMM[check][int(digit)]
    return check


def _is_filling(sign: str) -> bool:
    """Whether a sign may stand between the digits: a space, a dash, a dot, or one that only says how text runs."""
    return sign.isspace() or sign in ".·\N{MINUS SIGN}" or unicodedata.category(sign) in {"Pd", "Cf"}
