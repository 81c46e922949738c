"""A page as a test reads it: its tree, its texts, its forms and what a browser would send from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

SVG = "{http://www.w3.org/2000/svg}"
UNSPOKEN = {"script", "style", "head"}
"""Elements whose text nobody reads."""
TYPED = {"text", "tel", "search", "number", "email", "password"}
Fields = Mapping[str, Sequence[str]]
"""What is typed or chosen, by name."""


class Markup:
    """The tree of one page, with what the parser had to say about it."""

    def __init__(self, html: str) -> None:
        parser = HTMLParser(namespace_html_elements=False)
        self.html = html
        self.root: Element = parser.parse(html)
        self.errors = [f"{place}: {code} {values}" for place, code, values in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.by_id = {element.get("id", ""): element for element in self.all() if element.get("id")}

    def all(self, *tags: str, **attributes: str) -> Iterator[Element]:
        """Every element with one of these names, and with these attributes (``_`` stands for ``-``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for element in self.root.iter():
            is_named = not is_comment(element) and (not tags or element.tag in tags)
            if is_named and all(element.get(name) == value for name, value in wanted.items()):
                yield element

    def one(self, *tags: str, **attributes: str) -> Element:
        """The only such element."""
        found = list(self.all(*tags, **attributes))
        assert len(found) == 1, f"{len(found)} elements {tags} {attributes}"
        return found[0]

    def above(self, element: Element) -> Iterator[Element]:
        """The elements around this one, from the inside out."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    def texts(self, root: Element | None = None) -> Iterator[tuple[Element, str]]:
        """Every piece of text that is read, with the element it stands in, in order."""
        element = self.root if root is None else root
        if is_comment(element) or element.tag in UNSPOKEN:
            return
        if element.text:
            yield element, element.text
        for child in element:
            yield from self.texts(child)
            if child.tail:
                yield element, child.tail

    def text(self, root: Element | None = None) -> str:
        """All text that is read, white space made one space."""
        return " ".join("".join(text for _, text in self.texts(root)).split())

    def lang_of(self, element: Element) -> str:
        """The language that this element is marked with."""
        return next((at.get("lang", "") for at in (element, *self.above(element)) if at.get("lang")), "")

    # Forms ------------------------------------------------------------------------------------------------------------

    def form_of(self, control: Element) -> Element | None:
        """The form that this control belongs to."""
        if owner := control.get("form"):
            return self.by_id.get(owner)
        return next((element for element in self.above(control) if element.tag == "form"), None)

    def controls(self, form: Element) -> Iterator[Element]:
        """What belongs to a form, in the order of the page."""
        tags = ("input", "textarea", "select", "button")
        return (control for control in self.all(*tags) if self.form_of(control) is form)

    def buttons(self, name: str = "do") -> dict[str, Element]:
        """The submit buttons with this name, by value; the first one where a value comes twice."""
        found: dict[str, Element] = {}
        for button in self.all("button", name=name):
            found.setdefault(button.get("value", ""), button)
        return found

    def default_button(self, form: Element) -> Element:
        """The button that Enter presses: the first of the form."""
        return next(control for control in self.controls(form) if is_submit(control))

    def fill(self, fields: Fields, form: Element | None = None) -> None:
        """Type and choose. Raises ``AssertionError`` for what the page doesn't offer."""
        for name, values in fields.items():
            controls = [
                control
                for control in self.all("input", "textarea", "select", name=name)
                if form is None or self.form_of(control) is form
            ]
            assert controls, f"the page has no input named {name}"
            # Cards that stand chosen in a list travel along unseen beside those that can be tapped.
            controls = [each for each in controls if each.get("type") == "checkbox"] or controls
            if controls[0].get("type") in {"radio", "checkbox"}:
                tick(controls, values)
            else:
                assert len(controls) == 1, f"{len(controls)} inputs named {name}"
                write(controls[0], values[0] if values else "")

    def filled(self, names: Sequence[str] = ()) -> dict[str, list[str]]:
        """What stands in the inputs now, empty ones left out; of these names only, if any are given."""
        found: dict[str, list[str]] = {}
        for control in self.all("input", "textarea", "select"):
            name = control.get("name", "")
            if names and name not in names:
                continue
            for value in successful(control):
                if value and control.get("type") != "hidden":
                    found.setdefault(name, []).append(value)
        return found

    def sent(self, button: Element) -> list[tuple[str, str]]:
        """What a browser sends when this button is pressed."""
        form = self.form_of(button)
        assert form is not None, "the button belongs to no form"
        pairs: list[tuple[str, str]] = []
        for control in self.controls(form):
            name = control.get("name")
            if not name or "disabled" in control.attrib or (control.tag == "button" and control is not button):
                continue
            pairs += [(name, value.replace("\n", "\r\n")) for value in successful(control)]
        return pairs


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: where it leads and what it says."""

    target: str
    message: str


def problems(page: Markup) -> list[Problem]:
    """What the error summary says; empty without one."""
    summary = page.by_id.get("the-errors")
    links = [] if summary is None else [link for link in page.all("a") if summary in page.above(link)]
    return [Problem(link.get("href", "").removeprefix("#"), page.text(link)) for link in links]


def is_comment(element: Element) -> bool:
    """Whether it is a comment: the parser gives those a function for a name."""
    return callable(element.tag)


def is_submit(control: Element) -> bool:
    """Whether it sends the form."""
    return control.tag == "button" and control.get("type", "submit") == "submit"


def successful(control: Element) -> list[str]:
    """What a browser sends of one control."""
    kind = control.get("type", "text")
    if control.tag == "textarea":
        return ["".join(control.itertext()).removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options[:1]
        return [option.get("value", option.text or "") for option in chosen]
    if kind in {"radio", "checkbox"} and "checked" not in control.attrib:
        return []
    return [control.get("value", "on" if kind in {"radio", "checkbox"} else "")]


def tick(controls: Sequence[Element], values: Sequence[str]) -> None:
    """Tick these boxes and no others."""
    offered = {control.get("value") for control in controls}
    assert set(values) <= offered, f"{values} isn't among {offered}"
    for control in controls:
        control.attrib.pop("checked", None)
        if control.get("value") in values:
            control.set("checked", "")


def write(control: Element, value: str) -> None:
    """Type into one input."""
    if control.tag == "textarea":
        control.text = value
    elif control.tag == "select":
        for option in control.iter("option"):
            option.attrib.pop("selected", None)
            if option.get("value") == value:
                option.set("selected", "")
    else:
        control.set("value", value)
