"""The documents that the benchmarks print: a plan's tree of blocks, in one script or in many, short or long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import Final

from trajectplan.plan.summary import Block, ChapterSummary, Grid, Item, List, Own, Phrase, Row, Section, Summary, Text

SENTENCES: Final = {
    "nl": (
        "Ik wil binnen zes maanden 16 uur per week werken in de zorg. De opvang is open van 8.00 tot 17.30 uur. "
        "Mijn buurvrouw brengt de kinderen op dinsdag naar school. Daarna ga ik met bus 12 naar de les."
    ),
    "ar": (
        "أريد أن أعمل 16 ساعة في الأسبوع في رعاية المسنين. سأتعلم اللغة الهولندية (المستوى A2) ثم أبحث عن حضانة. "
        "جارتي تأخذ الأطفال إلى المدرسة يوم الثلاثاء في الساعة 8:30. أحب الطبخ والخياطة ومساعدة الناس."
    ),
    "ti": (
        "ኣብ ሰሙን 16 ሰዓት ክሰርሕ እደሊ። መጀመርታ ቋንቋ ሆላንድ ክመሃር እየ፤ ድሕሪኡ መውዓሊ ህጻናት ክረክብ እየ። "
        "ጎረቤተይ ንቖልዑ ናብ ቤት ትምህርቲ ትወስዶም። ምግቢ ምስራሕን ሰባት ምሕጋዝን ደስ ይብለኒ።"
    ),
    "uk": (
        "Я хочу працювати 16 годин на тиждень у сфері догляду. Спочатку вивчу нідерландську мову, рівень A2. "
        "Сусідка водить дітей до школи щовівторка о 8:30. Я вмію шити, готувати їжу й допомагати людям."
    ),
    "zh": (
        "我想每周工作十六小时，先学荷兰语，再找托儿所。邻居星期二送孩子上学。"
        "我会做饭，也会缝纫，喜欢帮助老人。下午三点我去接孩子，然后一起吃饭。"
    ),
    "": "Mijn kracht 💪 en mijn kinderen 👧👦 geven mij moed ❤️ 👩‍👧‍👦 🇳🇱 Het is klaar! ✅ Ik ben er blij mee 😀 ⭐",
}
"""By language, what a mother might write; without one, words with emoji between."""
ALL: Final = ("nl", "ar", "ti", "uk", "", "zh")
RIGHT_TO_LEFT: Final = ("nl", "ar")
FEW: Final = 24
"""So many characters take the place of any shorter answer, or a script would show little of itself."""


def varied(summary: Summary, turn: int) -> Summary:
    """The same with another number after every answer, as two plans differ: no candidate has seen its paragraphs."""
    return _changed(summary, lambda text: _numbered(text, turn))


def _numbered(text: Text, turn: int) -> Text:
    if isinstance(text, Own):
        return replace(text, text=f"{text.text} {turn}")
    return Phrase("%(text)s %(turn)s", {"text": text, "turn": turn})


def in_scripts(summary: Summary, languages: tuple[str, ...]) -> Summary:
    """The same tree with answers about as long in each of these languages by turns; what heads them stays as it is."""
    return _changed(summary, _Scripts(languages))


def grown(summary: Summary, times: int) -> Summary:
    """So many times as long: each chapter says everything again, with other numbers."""
    rounds = [varied(summary, turn) for turn in range(times)]
    return Summary(
        tuple(
            replace(chapter, sections=tuple(section for each in rounds for section in each.chapters[at].sections))
            for at, chapter in enumerate(summary.chapters)
        )
    )


@dataclass
class _Scripts:
    """Gives an answer's place to the next words of the next language."""

    languages: tuple[str, ...]
    turns: Iterator[str] = field(init=False)
    words: dict[str, Iterator[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.turns = cycle(self.languages)
        self.words = {language: cycle(SENTENCES[language].split()) for language in self.languages}

    def __call__(self, text: Text) -> Own:
        language = next(self.turns)
        length = max(len(str(text)), FEW)
        taken = ""
        while len(taken) < length:
            taken = f"{taken} {next(self.words[language])}".lstrip()
        return Own(taken, language)


def _changed(summary: Summary, change: Callable[[Text], Text]) -> Summary:
    """The same tree with its answers, cells and names of things changed; titles, labels and heads stay."""

    def chapter(old: ChapterSummary) -> ChapterSummary:
        return replace(old, sections=tuple(map(section, old.sections)))

    def section(old: Section) -> Section:
        return replace(old, blocks=tuple(map(block, old.blocks)))

    def block(old: Block) -> Block:
        return replace(old, items=tuple(map(item, old.items))) if isinstance(old, List) else leaf(old)

    def item(old: Item) -> Item:
        return replace(old, title=change(old.title), blocks=tuple(map(leaf, old.blocks)))

    def leaf(old: Row | Grid) -> Row | Grid:
        if isinstance(old, Row):
            return replace(old, answer=tuple(map(change, old.answer)))
        return replace(old, rows=tuple((row[0], *map(change, row[1:])) for row in old.rows))

    return Summary(tuple(map(chapter, summary.chapters)))
