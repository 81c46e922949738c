"""The rules that a translated text keeps: one place for the tests of the catalogues and for corrections of readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias
from unicodedata import category

import regex
from rapidfuzz.distance import DamerauLevenshtein

from trajectplan.i18n import DEFAULT
from trajectplan.reviewing import SOURCE
from trajectplan.wording import PLACEHOLDER, TAG, Text, Wording, bare, folded, latin_in, words_in

__all__ = ["EVERY_LANGUAGE", "RULES", "WITHOUT_DUTCH", "Fault", "breaches", "faults", "without_dutch"]

WITHOUT_DUTCH: Final = "without_dutch"
"""The one rule about a whole file: the Dutch word of the field stands in it somewhere."""
RUN: Final = 4
"""So many words in a row that are those of the English or the Dutch were left over."""
STEM: Final = 4
LONGEST_ABBREVIATION: Final = 3
"""Latin words of so many letters at most may be short names, such as those of a diploma."""
LEAST_MISSPELT: Final = 6
LEAST_WITH_MOST_SLIPS: Final = 8
MOST_SLIPS: Final = 2
"""So many letters may be wrong in a long word; in shorter ones one, else it may be another word."""
MANY_FORMS: Final = 3
COUNT: Final = "%(count)s"
PERCENT: Final = re.compile(r"%%|%")
LETTER: Final = re.compile(r"[^\W\d_]")
TWO_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
FIGURES: Final = re.compile(r"[0-9]+")
THOUSANDS: Final = re.compile("(?<=[0-9])[.,\u00a0\u202f](?=[0-9]{3}(?![0-9]))")
BRACKETS: Final = re.compile(r"[(“„«\"][^)”»\"]*[)”»\"]")
IN_BRACKETS: Final = re.compile(r"\(([^)]*)\)")
UNTYPOGRAPHIC: Final = re.compile(r"[\"']|\.\.\.|(?<=\w)\s[?!.,](?=\s|$)")
SIGNS_OF: Final = {
    "Arab": (regex.compile(r"[?;,](?=\s|$)"), "؟ ؛ ،"),
    # Between Latin words a comma may be theirs, but a full stop is that of the sentence.
    "Ethi": (regex.compile(r"(?:\.|(?<=[\p{Ethiopic}0-9)”»]|\)s)[,;:])(?=\s|$)"), "። ፣ ፤ ፦"),
}
"""Where a script has signs of its own: what shouldn't stand there, and what should."""
ENDS: Final = {".": ".።…", "?": "?؟", "!": "!"}
AFTER_ENDS: Final = "”’»)"
UNWRITABLE: Final = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""What nobody sees, such as signs that turn the direction of more than this text."""
UNDRAWN: Final = regex.compile(r"(?V1)[\p{Default_Ignorable_Code_Point}\u2800[\p{Zs}--[ \u00a0\u202f]]]")
"""Letters, marks and blanks that draw nothing, by whatever category: Hangul's fillers, Braille without a dot."""
JOINED: Final = regex.compile(r"(?<=\p{L}{2})[\u00a0\u202f](?=\p{L}{2})")
"""A no-break space keeps a number or a word of one letter beside the next; between words it is there by mistake."""
PAIRS: Final = re.compile(r"\(\)|\[\]|\{\}|“”|„[”“]|«»")
NO_HALVES: Final = re.compile(r"[^()\[\]{}“”„«»]+")
LAST_HALF: Final = re.compile(r"^[^\u201a]*‘[^’]*$")
"""A single quote that isn't closed; behind a low one it closes itself. One that only closes is an apostrophe."""
DOUBLED: Final = regex.compile(r"(?<![\w’'-])(\p{L}[\w\p{M}’'-]*)\s+\1(?![\w\p{M}’'-])")


class Fault(NamedTuple):
    """What is wrong with a text: by which rule, in which form if in one, in words, and about which term if one."""

    rule: str
    text: Text
    form: int | None
    why: str
    term: str = ""

    @property
    def name(self) -> tuple[str, ...]:
        """How ``exceptions.toml`` names it."""
        about = self.text.place if self.rule == WITHOUT_DUTCH else self.text.key
        return (about, self.term) if self.term else (about,)

    def __str__(self) -> str:
        return f"{self.rule}: {self.text.key} = {self.text.forms[self.form or 0]}: {self.why}"


Found: TypeAlias = Iterator[tuple[int | None, str] | tuple[int | None, str, str]]
"""The form, why, and perhaps the term."""


def faults(wording: Wording, text: Text) -> Iterator[Fault]:
    """All that is wrong with a text and not excused. What the project wrote itself keeps only the rules for all."""
    for rule in EVERY_LANGUAGE if wording.language in {SOURCE, DEFAULT} else RULES:
        excused = wording.excused(rule)
        yield from (each for each in breaches(rule, wording, text) if each.name not in excused)


def breaches(rule: str, wording: Wording, text: Text) -> Iterator[Fault]:
    """Where a text breaks a rule, excused or not."""
    for form, why, *term in RULES[rule](wording, text):
        yield Fault(rule, text, form, why, *term)


def without_dutch(wording: Wording, texts: Sequence[Text]) -> Iterator[Fault]:
    """Files in which a word of the field stands nowhere in Dutch, though she will meet it so."""
    for term in (term for term in wording.terms if term.beside and wording.language not in {SOURCE, DEFAULT}):
        places: dict[str, list[Text]] = {}
        for text in texts:
            if text.is_told and term.is_in(text) and folded(term.dutch) in folded(" ".join(text.dutch)):
                places.setdefault(text.place, []).append(text)
        for place, found in places.items():
            if not any(folded(term.dutch) in folded(form) for text in found for form in text.forms):
                why = f"the Dutch word “{term.dutch}” must stand once in the texts of {place}"
                yield Fault(WITHOUT_DUTCH, found[0], None, why, term.key)


def _listed(found: Sequence[str]) -> str:
    return ", ".join(found) or "none"


# What the program needs -----------------------------------------------------------------------------------------------


def _empty(wording: Wording, text: Text) -> Found:
    wanted = wording.source.catalogue.num_plurals if len(text.english) > 1 else 1
    if len(text.forms) != wanted:
        yield None, f"it has {len(text.forms)} forms, and the language has {wanted}"
    yield from ((number, "it is empty") for number, form in enumerate(text.forms) if not form.strip())
    if text.message.fuzzy:
        yield None, "it is marked as uncertain (fuzzy)"


def _wordless(wording: Wording, text: Text) -> Found:
    """A tick or a dash in the place of words; what the program puts in may be words enough."""
    del wording
    has_words = any(LETTER.search(bare(said)) for said in (*text.english, *text.dutch))
    for number, _english, form in text.pairs if has_words else ():
        if not LETTER.search(bare(form)) and not PLACEHOLDER.search(form):
            yield number, "there is no letter in it"


def _places(wording: Wording, text: Text) -> Found:
    del wording
    wanted = Counter(PLACEHOLDER.findall(text.english[-1]))
    for number, _english, form in text.pairs:
        allowed = [wanted]
        # A language with a form for one, or for two, may say it in a word; one for 0 and 1, or for 1 and 21, may not.
        if text.few[number : number + 1] == (True,):
            allowed += [wanted - Counter([COUNT]), Counter(PLACEHOLDER.findall(text.english[0]))]
        if Counter(PLACEHOLDER.findall(form)) not in allowed:
            listed = _listed([*wanted.elements()])
            yield number, f"it must hold the same places for words as the English: {listed}"


def _tags(wording: Wording, text: Text) -> Found:
    del wording
    for number, english, form in text.pairs:
        if Counter(TAG.findall(form)) != Counter(TAG.findall(english)):
            yield number, f"its tags must be those of the English: {_listed(TAG.findall(english))}"


def _percent(wording: Wording, text: Text) -> Found:
    del wording
    for number, english, form in text.pairs:
        kinds, known = (set(PERCENT.findall(PLACEHOLDER.sub("", each))) for each in (form, english))
        if "python-format" in text.message.flags or "%%" in known:
            known = {"%%"}
        if kinds - known:
            doubled = known == {"%%"}
            yield number, "a percent sign in it must be doubled: %%" if doubled else "the English has no percent sign"


def _unseen(wording: Wording, text: Text) -> Found:
    letters = wording.writing.get("letters", "")
    for number, form in enumerate(text.forms):
        if any((category(sign) in UNWRITABLE or UNDRAWN.match(sign)) and sign not in letters for sign in form):
            yield number, "a sign in it can't be written or seen"
        if found := JOINED.search(form):
            yield number, f"a space in it isn't that of the keyboard (U+{ord(found[0]):04X})"
        if form != form.strip() or re.search(r"\s\s", form):
            yield number, "there is a space too many in it"


# Numbers and letters --------------------------------------------------------------------------------------------------


def _digits(wording: Wording, text: Text) -> Found:
    del wording
    for number, english, form in text.pairs:
        if any(category(sign)[0] == "N" and not sign.isascii() and sign not in english for sign in form):
            yield number, "numbers are written with 0123456789"


def _numbers(wording: Wording, text: Text) -> Found:
    del wording
    known = [Counter(FIGURES.findall(THOUSANDS.sub("", bare(said)))) for said in (*text.english, *text.dutch)]
    for number, _english, form in text.pairs:
        found = Counter(FIGURES.findall(THOUSANDS.sub("", bare(form))))
        if len(text.english) == 1 and found not in known:
            yield number, f"its numbers must be those of the English: {_listed([*known[0].elements()])}"
        elif extra := [figure for figure in found if all(found[figure] > each[figure] for each in known)]:
            yield number, f"the English doesn't say {_listed(extra)}"


def _letters(wording: Wording, text: Text) -> Found:
    known = {sign for said in (*text.english, *text.dutch) for sign in said}
    shared = set(words_in(text.english)) & set(words_in(text.dutch))
    excused = (text.key,) in wording.excused("same")
    for number, _english, form in text.pairs:
        if others := [sign for sign in wording.other_letters.findall(form) if sign not in known]:
            yield number, f"the language hasn't these letters: {_listed(sorted(set(others)))}"
        # Names that all languages share have no letters of this one.
        own = sum(len(wording.own_letters.findall(word)) for word in words_in([form]) if word not in shared)
        rest = [word for word in words_in([form]) if word not in shared and not wording.own_letters.search(word)]
        foreign = sum(len(word) for word in rest if word not in wording.dutch_words)
        if rest and (own == 0 or foreign > own) and not excused:
            yield number, f"it isn't written in the letters of the language ({wording.script})"


# Words ----------------------------------------------------------------------------------------------------------------


def _latin(wording: Wording, text: Text) -> Found:
    """In a script of its own a Latin word is Dutch that she will meet, and stands so in the Dutch text."""
    if wording.script == "Latn" or not text.is_told:
        return
    dutch = set(latin_in(text.dutch))
    for number, _english, form in text.pairs:
        strange = [word for word in latin_in([form]) if not _is_official(word, dutch, wording)]
        if strange:
            yield number, f"the Dutch text has no {_listed(strange)}"


def _is_official(word: str, dutch: set[str], wording: Wording) -> bool:
    """Whether it stands in the Dutch text, or is spelled as elsewhere and a form of a word there or a short name."""
    if word in dutch or word in wording.official:
        return True
    alike = len(word) <= LONGEST_ABBREVIATION or any(each.startswith(word[:STEM]) for each in dutch)
    return alike and word in wording.dutch_words


def _misspelt(wording: Wording, text: Text) -> Found:
    """Among Latin words one in brackets that is nearly a Dutch one: of this text, or a long one of another."""
    if wording.script != "Latn" or not text.is_told:
        return
    for number, _english, form in text.pairs:
        near = [word for word in words_in(text.dutch) if len(word) >= LEAST_MISSPELT]
        for word in set(words_in(IN_BRACKETS.findall(bare(form)))) - wording.dutch_words:
            slips = MOST_SLIPS if len(word) >= LEAST_WITH_MOST_SLIPS else 1
            others = wording.long_words if len(word) >= LEAST_MISSPELT else ()
            meant = [each for each in near if DamerauLevenshtein.distance(word, each) <= MOST_SLIPS]
            meant += [each for each in others if DamerauLevenshtein.distance(word, each) <= slips]
            if meant:
                yield number, f"“{word}” is spelled “{meant[0]}” in Dutch"


def _same(wording: Wording, text: Text) -> Found:
    """English or Dutch that was left over."""
    if not text.is_told:
        return
    for number, _english, form in text.pairs:
        outside = BRACKETS.sub(" ", form)
        left = [word for word in words_in([outside]) if word in wording.english_words]
        if form in {*text.english, *text.dutch} and TWO_LETTERS.search(bare(form)):
            yield number, "it is left as the English or the Dutch"
        elif left and wording.script == "Latn":
            yield number, f"there is English in it: {_listed(left)}"
        elif any(_share_run(outside, source) for source in (*text.english, *text.dutch)):
            yield number, f"{RUN} words in a row are those of the English or the Dutch"


def _left_over(wording: Wording, text: Text) -> Found:
    """A single Dutch word that was left over: outside brackets she only meets those that the English text has too.

    Those are names. What English says in its own right, such as “plan”, is a word to be translated in any text.
    """
    if not text.is_told:
        return
    names = set(words_in(text.english)) - wording.said_in_english
    for number, _english, form in text.pairs:
        outside = [BRACKETS.sub(" ", form)]
        words = words_in(outside if wording.script == "Latn" else latin_in(outside))
        if left := [word for word in words if word in wording.said_in_dutch and word not in names]:
            yield number, f"there is Dutch in it, outside brackets: {_listed(left)}"


def _share_run(form: str, source: str) -> bool:
    first, second = words_in([form]), words_in([source])
    runs = {tuple(second[at : at + RUN]) for at in range(len(second) - RUN + 1)}
    return any(tuple(first[at : at + RUN]) in runs for at in range(len(first) - RUN + 1))


def _alike(wording: Wording, text: Text) -> Found:
    others = wording.elsewhere.get((text.message.context, text.message.id), {})
    for number, _english, form in text.pairs:
        theirs = [language for language, said in others.items() if form in said]
        if theirs and TWO_LETTERS.search(bare(form)) and form not in {*text.english, *text.dutch}:
            yield number, f"it is the text of another language: {_listed(theirs)}"


def _forms(wording: Wording, text: Text) -> Found:
    """A language with many forms says them apart."""
    del wording
    if len(text.forms) >= MANY_FORMS and len(set(text.forms)) == 1:
        yield None, "all its forms are the same, for every number"


def _doubled(wording: Wording, text: Text) -> Found:
    """A word that was written twice."""
    natural = set(map(folded, wording.writing.get("doubled", ())))
    for number, _english, form in text.pairs if text.is_told else ():
        # What the program puts in stands between two words.
        found = DOUBLED.findall(folded(TAG.sub("", PLACEHOLDER.sub("…", form))))
        if twice := [word for word in found if word not in natural]:
            yield number, f"a word stands twice in it: {_listed(twice)}"


def _never(wording: Wording, text: Text) -> Found:
    for rule in wording.writing.get("never", ()):
        for number, _english, form in text.pairs:
            if found := re.search(rule["what"], bare(form)):
                yield number, f"“{found[0]}”: {rule['why']}"


def _other_word(wording: Wording, text: Text) -> Found:
    """One word for one thing."""
    for term in wording.terms if text.is_told and wording.words else ():
        if not term.is_in(text):
            continue
        for number, _english, form in text.pairs:
            if not any(stem in folded(form) for stem in term.stems):
                word = wording.words.get(term.key, {}).get("word", "none")
                yield number, f"the word of the glossary for “{term.key}” isn't in it: {word}", term.key


# Signs ----------------------------------------------------------------------------------------------------------------


def _signs(wording: Wording, text: Text) -> Found:
    if not text.is_told:
        return
    wrong, right = SIGNS_OF.get(wording.script, (None, ""))
    for number, _english, form in text.pairs:
        if found := UNTYPOGRAPHIC.search(form):
            yield number, f"write “ ” ‘ ’ …, and no space before a sign: {found[0].strip()}"
        if wrong and (strange := wrong.search(form)):
            yield number, f"the signs of the language are {right}, not {strange[0]}"


def _unpaired(wording: Wording, text: Text) -> Found:
    """A bracket or a quote without its other half."""
    del wording
    for number, _english, form in text.pairs:
        rest, left = "", NO_HALVES.sub("", bare(form))
        while left != rest:
            rest, left = left, PAIRS.sub("", left)
        if left or LAST_HALF.search(form):
            yield number, f"a bracket or a quote has no other half: {left or '‘'}"


def _ends_otherwise(wording: Wording, text: Text) -> Found:
    """What ends in a full stop or a question mark in English does so here, and a label doesn't."""
    if not text.is_told:
        return
    del wording
    for number, english, form in text.pairs:
        end, own = english.rstrip(AFTER_ENDS)[-1:], form.rstrip(AFTER_ENDS)[-1:]
        if end in ENDS and own not in ENDS[end]:
            yield number, f"it must end as the English does: {end}"
        if end.isalpha() and own in ".።":
            yield number, "the English has no full stop at its end"


RULES: Final[dict[str, Callable[[Wording, Text], Found]]] = {
    "empty": _empty,
    "wordless": _wordless,
    "places": _places,
    "tags": _tags,
    "percent": _percent,
    "unseen": _unseen,
    "digits": _digits,
    "numbers": _numbers,
    "letters": _letters,
    "latin": _latin,
    "misspelt": _misspelt,
    "same": _same,
    "left_over": _left_over,
    "alike": _alike,
    "forms": _forms,
    "doubled": _doubled,
    "never": _never,
    "other_word": _other_word,
    "signs": _signs,
    "unpaired": _unpaired,
    "ends_otherwise": _ends_otherwise,
}
"""Every rule about one text, by the name under which ``exceptions.toml`` may excuse it."""
EVERY_LANGUAGE: Final = ("wordless", "places", "tags", "percent", "unseen", "digits", "doubled", "unpaired")
"""Those for languages that the project writes itself too."""
