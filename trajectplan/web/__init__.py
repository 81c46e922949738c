"""The web: blueprints that translate between HTTP and the rooms of the house."""

from __future__ import annotations

from flask import Flask

from trajectplan.web import (
    assets,
    beginning,
    bounds,
    clips,
    drawing,
    dutch,
    files,
    information,
    keep,
    leaves,
    leaving,
    listening,
    output,
    print_view,
    printing,
    protection,
    time_left,
    well_known,
    wizard,
    worksheets,
)
from trajectplan.web.services import NAME, Services


def register(app: Flask, services: Services) -> None:
    """Give the application its routes, its guards and what its templates need."""
    app.extensions[NAME] = services
    for room in (
        printing,
        bounds,
        assets,
        clips,
        drawing,
        leaves,
        information,
        listening,
        well_known,
        beginning,
        wizard,
        dutch,
        files,
        keep,
        output,
        print_view,
        worksheets,
        leaving,
        time_left,
        protection,
    ):
        room.init_app(app)
