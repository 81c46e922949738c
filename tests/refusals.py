"""What a screen says is wrong, put into the language of the moment."""

from __future__ import annotations

from trajectplan.questions import Group


def refusals(form: Group) -> list[tuple[str, str]]:
    """The id of each input to go to, and the message."""
    return [(target, str(message)) for target, message in form.problems()]
