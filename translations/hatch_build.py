"""What hatchling runs when it builds a wheel: compile the catalogues and put them into the package."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles ``translations/<locale>/LC_MESSAGES/messages.po`` into the wheel; the checkout stays as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hand every compiled catalogue to the builder. An editable install reads those of the checkout instead."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._compiled = TemporaryDirectory()
        sources = sorted(Path(self.root).glob("translations/*/LC_MESSAGES/messages.po"))
        if not sources:
            raise FileNotFoundError("no catalogue under translations/: this wheel would have no language")
        for source in sources:
            locale = source.parts[-3]
            target = Path(self._compiled.name) / f"{locale}.mo"
            compile_catalogue(source, target, locale)
            build_data["force_include"][str(target)] = f"trajectplan/translations/{locale}/LC_MESSAGES/messages.mo"
        lines = Path(self.root) / "translations" / "languages.toml"
        build_data["force_include"][str(lines)] = "trajectplan/translations/languages.toml"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the compiled catalogues away again; they are in the wheel now."""
        del build_data, artifact_path
        if self.target_name == "wheel" and version != "editable":
            self._compiled.cleanup()


def compile_catalogue(source: Path, target: Path, locale: str) -> None:
    """Compile one catalogue; texts marked fuzzy are left out, as ``pybabel compile`` does."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=locale, abort_invalid=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
