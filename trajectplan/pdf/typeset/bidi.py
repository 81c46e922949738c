"""In which direction each character of a paragraph runs: the Unicode Bidirectional Algorithm (UAX #9, Unicode 15).

A level is even where text runs from left to right and odd where it runs from right to left. Every rule carries its name
in UAX #9; all of them take time in proportion to the text. Mirrored brackets (L4) are left to the shaping.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from trajectplan.pdf.typeset.bidi_classes import BRACKET, CLOSING, NEEDS_BIDI, SAME_BRACKET, classes

DEEPEST: Final = 125
"""The highest explicit level (BD2)."""
MOST_OPEN: Final = 63
"""So many brackets may be open at once (BD16)."""

_EXPLICIT: Final = re.compile("[blrxy)<>?!]")
_EMBEDDINGS: Final = frozenset("lrxy")
_REMOVED: Final = frozenset("blrxy)")
_ISOLATES: Final = frozenset("<>?")
_STEERING_ISOLATES: Final = re.compile("[<>?!]")
_FIRST_STRONG: Final = re.compile("[LRA]")
_MARKS: Final = re.compile("(.)(m+)")
_AFTER_ARABIC: Final = re.compile("A[^LRA]*")
_BETWEEN_EUROPEAN: Final = re.compile("(?<=e)[-,](?=e)")
_BETWEEN_ARABIC: Final = re.compile("(?<=n),(?=n)")
_BESIDE_EUROPEAN: Final = re.compile("[%e]+")
_LEFT_OVER: Final = str.maketrans("-%,", "ooo")
_AFTER_LATIN: Final = re.compile("L[^LR]*")
_NEUTRALS: Final = re.compile("[^LRen]+")
_SPACES: Final = re.compile("[_tpblrxy)<>?!]+")
_RISE: Final = ({"L": 0, "R": 1, "e": 2, "n": 2}, {"L": 1, "R": 0, "e": 1, "n": 1})
"""How far a class lies above an even and above an odd level (I1, I2)."""


# A paragraph ----------------------------------------------------------------------------------------------------------


def needs_bidi(text: str) -> bool:
    """Whether a text has anything in it that runs from right to left, or that steers direction."""
    return not text.isascii() and NEEDS_BIDI.search(text) is not None


def levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """The level of one paragraph and that of each of its characters, before lines are broken (up to rule I2).

    `base` is 0 (left to right), 1 (right to left) or None: by the first strong letter, else 0. Characters that only
    steer have the level of what stands before them. A paragraph separator is expected at the end only.
    """
    if base != 1 and not needs_bidi(text):
        return 0, [0] * len(text)
    return levels_of(classes(text), text, base)


def levels_of(kinds: str, text: str, base: int | None = None) -> tuple[int, list[int]]:
    """As `levels`, from the classes of the characters; of the text itself only the brackets count."""
    isolates = _isolates(kinds)
    strong = _first_strong(kinds, isolates)
    if base is None:
        base = strong.get(-1, 0)
    if not _EXPLICIT.search(kinds):
        return base, _resolved(kinds, text, base, "LR"[base], "LR"[base])
    overridden, explicit = _explicit(kinds, base, isolates, strong)
    found = list(explicit)
    for places, before, after in _sequences(kinds, explicit, base, isolates):
        inside = "".join([overridden[at] for at in places]), "".join([text[at] for at in places])
        for at, level in zip(places, _resolved(*inside, explicit[places[0]], before, after), strict=True):
            found[at] = level
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[at] = found[at - 1] if at else base
    return base, found


# Isolates and explicit levels -----------------------------------------------------------------------------------------


def _isolates(kinds: str) -> dict[int, int]:
    """BD9: from the place of each isolate's start to that of its end, and back."""
    pairs, open_ones = {}, []
    for match in _STEERING_ISOLATES.finditer(kinds):
        if match[0] != "!":
            open_ones.append(match.start())
        elif open_ones:
            start = open_ones.pop()
            pairs[start], pairs[match.start()] = match.start(), start
    return pairs


def _first_strong(kinds: str, isolates: Mapping[int, int]) -> dict[int, int]:
    """P2, P3, X5c: the level that the first strong letter gives, by the place of an isolate; the paragraph's at -1.

    What has no strong letter isn't in it. Read from the end, so that one pass serves all of them.
    """
    if not _STEERING_ISOLATES.search(kinds):
        match = _FIRST_STRONG.search(kinds)
        return {-1: int(match[0] != "L")} if match else {}
    found: dict[int, int] = {}
    around: list[int | None] = []
    level: int | None = None
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        if kind in "LRA":
            level = int(kind != "L")
        elif kind == "!" and at in isolates:
            around.append(level)
            level = None
        elif kind in _ISOLATES:
            if level is not None:
                found[at] = level
            # One without an end reaches to that of the paragraph: nothing behind it counts.
            level = around.pop() if at in isolates else None
    if level is not None:
        found[-1] = level
    return found


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    isolate: bool = False


class _Nesting:
    """What is open at a place of the paragraph: the directional status stack and its overflow (X1)."""

    def __init__(self, base: int) -> None:
        self.stack = [_Status(base)]
        self.isolates_too_many = 0
        self.embeddings_too_many = 0

    def embed(self, kind: str) -> None:
        """X2-X5: an embedding or override begins."""
        if not self._deeper(rtl=kind in "ry", override={"x": "L", "y": "R"}.get(kind, "")):
            self.embeddings_too_many += not self.isolates_too_many

    def end_embedding(self) -> None:
        """X7."""
        if self.isolates_too_many:
            return
        if self.embeddings_too_many:
            self.embeddings_too_many -= 1
        elif len(self.stack) > 1 and not self.stack[-1].isolate:
            self.stack.pop()

    def isolate(self, *, rtl: bool) -> None:
        """X5a-X5c: an isolate begins."""
        if not self._deeper(rtl=rtl, isolate=True):
            self.isolates_too_many += 1

    def end_isolate(self) -> None:
        """X6a: the end of an isolate that was begun, and of all embeddings in it."""
        if self.isolates_too_many:
            self.isolates_too_many -= 1
            return
        self.embeddings_too_many = 0
        while not self.stack.pop().isolate:
            pass

    def _deeper(self, *, rtl: bool, override: str = "", isolate: bool = False) -> bool:
        """The next odd or even level above the present one; false if it is too deep."""
        level = self.stack[-1].level
        level += 1 + (level % 2 == rtl)
        if level > DEEPEST or self.isolates_too_many or self.embeddings_too_many:
            return False
        self.stack.append(_Status(level, override, isolate))
        return True


def _explicit(
    kinds: str, base: int, isolates: Mapping[int, int], strong: Mapping[int, int]
) -> tuple[list[str], list[int]]:
    """X1-X8: the classes after overriding, and the explicit level of each character that stays (X9)."""
    overridden = list(kinds)
    found = [base] * len(kinds)
    nesting = _Nesting(base)
    for at, kind in enumerate(kinds):
        if kind in _EMBEDDINGS:
            nesting.embed(kind)
        elif kind == ")":
            nesting.end_embedding()
        elif kind == "!" and at in isolates:
            nesting.end_isolate()
        elif kind == "p":
            nesting = _Nesting(base)
        if kind not in _REMOVED:
            status = nesting.stack[-1]
            found[at], overridden[at] = status.level, status.override or kind
        if kind in _ISOLATES:
            nesting.isolate(rtl=kind == ">" or (kind == "?" and strong.get(at) == 1))
    return overridden, found


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13), with the directions before and after it (sos, eos: X10)."""

    places: list[int]
    before: str
    after: str


def _sequences(kinds: str, explicit: Sequence[int], base: int, isolates: Mapping[int, int]) -> Iterator[_Sequence]:
    """X9, X10: runs of one level, without what is removed, joined over the isolates between them."""
    kept = (at for at, kind in enumerate(kinds) if kind not in _REMOVED)
    runs = [(level, list(places)) for level, places in groupby(kept, key=explicit.__getitem__)]
    around = [base, *(level for level, _places in runs), base]
    waiting: dict[int, tuple[list[int], str]] = {}
    for number, (level, run) in enumerate(runs):
        places, before = waiting.pop(isolates.get(run[0], -1), ([], "LR"[max(level, around[number]) % 2]))
        places += run
        last = run[-1]
        if isolates.get(last, -1) > last:
            waiting[last] = places, before
            continue
        # Behind an isolate without an end comes nothing but the end of the paragraph.
        after = base if kinds[last] in _ISOLATES else around[number + 2]
        yield _Sequence(places, before, "LR"[max(level, after) % 2])


# A sequence of one level ----------------------------------------------------------------------------------------------


def _resolved(kinds: str, text: str, level: int, before: str, after: str) -> list[int]:
    """W1-W7, N0-N2, I1, I2: the levels of what stands on one explicit level."""
    weak = _weak(before + kinds)
    if "o" in weak and BRACKET.search(text):
        weak = _brackets(weak, before + kinds, before + text, "LR"[level % 2])
    own = "LR"[level % 2]
    flanked = weak + after

    def side(at: int) -> str:
        return "L" if flanked[at] == "L" else "R"

    def neutral(match: re.Match[str]) -> str:
        first, last = side(match.start() - 1), side(match.end())
        return (first if first == last else own) * len(match[0])

    rise = {kind: level + up for kind, up in _RISE[level % 2].items()}
    return [rise[kind] for kind in _NEUTRALS.sub(neutral, flanked)[1:-1]]


def _weak(kinds: str) -> str:
    """W1-W7 for a sequence that begins with the direction before it, which stays in front."""
    if "m" in kinds:
        kinds = _MARKS.sub(lambda match: match[1] + ("o" if match[1] in "<>?!" else match[1]) * len(match[2]), kinds)
    if "A" in kinds:
        kinds = _AFTER_ARABIC.sub(lambda match: match[0].replace("e", "n"), kinds).replace("A", "R")
    if "e" in kinds:
        kinds = _BETWEEN_EUROPEAN.sub("e", kinds)
    if "n" in kinds:
        kinds = _BETWEEN_ARABIC.sub("n", kinds)
    if "e" in kinds:
        kinds = _BESIDE_EUROPEAN.sub(lambda match: ("e" if "e" in match[0] else "%") * len(match[0]), kinds)
    kinds = kinds.translate(_LEFT_OVER)
    if "e" in kinds:
        kinds = _AFTER_LATIN.sub(lambda match: match[0].replace("e", "L"), kinds)
    return kinds


def _brackets(weak: str, kinds: str, text: str, own: str) -> str:
    """N0: a pair of brackets takes the direction of what is inside it, or of what stands before it."""
    found = list(weak)
    strong, read = weak[0], 1
    for start, end in _pairs(weak, text):
        strong = next((_side(each) for each in reversed(found[read:start]) if each in "LRen"), strong)
        read = start
        inside = {_side(each) for each in "LRen" if weak.find(each, start + 1, end) >= 0}
        if not inside:
            continue
        side = own if own in inside or strong == own else strong
        for at in (start, end):
            found[at] = side
            # Marks on a bracket go with it.
            for mark in takewhile(lambda place: kinds[place] == "m", range(at + 1, len(kinds))):
                found[mark] = side
    return "".join(found)


def _side(kind: str) -> str:
    """N0: digits count as right-to-left."""
    return "L" if kind == "L" else "R"


def _pairs(weak: str, text: str) -> list[tuple[int, int]]:
    """BD16: the places of paired brackets that are still neutral, in the order of the opening ones."""
    pairs: list[tuple[int, int]] = []
    awaited: list[tuple[str, int]] = []
    for match in BRACKET.finditer(text):
        at, bracket = match.start(), SAME_BRACKET.get(match[0], match[0])
        if weak[at] != "o":
            continue
        if bracket in CLOSING:
            if len(awaited) == MOST_OPEN:
                break
            awaited.append((CLOSING[bracket], at))
            continue
        for depth in range(len(awaited) - 1, -1, -1):
            if awaited[depth][0] == bracket:
                pairs.append((awaited[depth][1], at))
                del awaited[depth:]
                break
    return sorted(pairs)


# A line ---------------------------------------------------------------------------------------------------------------


def line_levels(text: str, levels: Sequence[int], base: int) -> list[int]:
    """L1: the levels of one line; spaces at its end, and tabs with the spaces before them, lie on the paragraph's."""
    return line_levels_of(classes(text), levels, base)


def line_levels_of(kinds: str, levels: Sequence[int], base: int) -> list[int]:
    """As `line_levels`, from the classes of the characters."""
    found = list(levels)
    for match in _SPACES.finditer(kinds):
        start, end = match.span()
        if end < len(kinds):
            end = 1 + max(kinds.rfind("t", start, end), kinds.rfind("p", start, end))
        found[start:end] = [base] * (end - start)
    return found


def reordered(levels: Sequence[int]) -> list[int]:
    """L2: the places of one line's characters, or of its runs, in the order in which they stand from left to right.

    Instead of reversing once per level, stretches are joined as soon as nothing higher can follow in them.
    """
    # From the lowest level to the highest: the places already in order, and the level of what came to them last.
    stretches: list[tuple[int, deque[int]]] = []
    end = 0
    for level, run in groupby(levels):
        start, end = end, end + len(list(run))
        while len(stretches) > 1 and stretches[-1][0] > level and stretches[-2][0] >= level:
            _join_last(stretches)
        order = stretches.pop()[1] if stretches and stretches[-1][0] >= level else deque[int]()
        if level % 2:
            order.extendleft(range(start, end))
        else:
            order.extend(range(start, end))
        stretches.append((level, order))
    while len(stretches) > 1:
        _join_last(stretches)
    return list(stretches[0][1]) if stretches else []


def _join_last(stretches: list[tuple[int, deque[int]]]) -> None:
    """The last stretch goes to the end of the one before it, which is on its left where that runs right to left."""
    _level, last = stretches.pop()
    level, order = stretches[-1]
    if level % 2:
        order.extendleft(reversed(last))
    else:
        order.extend(last)
