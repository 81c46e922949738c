"""Numbers of several parts in a text: times, dates, amounts, phone numbers, codes.

They run left to right in every script. The rule is here once, for paper and for what a browser prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from trajectplan.pdf.typeset.bidi import needs_bidi

_MORE: Final = r"(?:(?: ?[-\N{EN DASH}] ?|[.,:/ \N{NO-BREAK SPACE}])[0-9]{1,20})"
_NUMBERS: Final = re.compile(
    rf"[€$£₺] ?[0-9]{{1,20}}{_MORE}*"  # € 1.250
    r"|\b[1-9][0-9]{3} [A-Z]{2}\b"  # 1234 AB
    rf"|(?:\+|\([0-9]{{2,4}}\) ?)?(?<![0-9])[0-9]{{1,20}}{_MORE}+(?: ?[€₺](?! ?[0-9]))?"  # 8:30–14:30, (020) 123 45 67
    r"|\+[0-9]{1,20}"  # +31612345678
)
"""None has endless digits."""
_LETTER: Final = re.compile(r"[^\W\d_]")


class Part(NamedTuple):
    """Some characters of a text, which are a number or not.

    A number ``stands_apart`` where it doesn't follow a Latin word: in text that runs right to left it must be isolated
    to keep its parts in order. Behind a Latin word, as in an address, it runs with that word.
    """

    text: str
    is_number: bool = False
    stands_apart: bool = False


def by_number(text: str) -> Iterator[Part]:
    """The parts of one line of text, in their order; none is empty."""
    done, is_latin = 0, False
    for number in _NUMBERS.finditer(text):
        before = text[done : number.start()]
        letters = _LETTER.findall(before)
        is_latin = not needs_bidi(letters[-1]) if letters else is_latin
        if before:
            yield Part(before)
        yield Part(number.group(), is_number=True, stands_apart=not is_latin)
        done = number.end()
    if done < len(text):
        yield Part(text[done:])
