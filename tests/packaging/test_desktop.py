"""What the desktops of Linux are told of the program agrees with itself and with the program."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

from studyapp.ui.desktop import DESKTOP_ID

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "packaging" / "desktop"


def entry() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(FOLDER / f"{DESKTOP_ID}.desktop", "utf-8")
    return dict(parser["Desktop Entry"])


def test_the_entry_starts_the_program_with_files() -> None:
    values = entry()
    assert values["Exec"] == "studyapp %F"
    assert values["Icon"] == DESKTOP_ID
    for name in ("Categories", "Keywords", "MimeType"):
        assert values[name].endswith(";")
    assert "application/epub+zip" in values["MimeType"].split(";")


def test_the_description_is_of_the_entry() -> None:
    component = ET.parse(FOLDER / f"{DESKTOP_ID}.metainfo.xml").getroot()
    assert component.findtext("id") == DESKTOP_ID
    assert component.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert component.findtext("name") == entry()["Name"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert component.findtext("project_license") == project["license"]
    summary = component.findtext("summary") or ""
    assert summary
    assert not summary.endswith(".")


def test_the_icon_is_an_svg() -> None:
    assert ET.parse(ROOT / "resources" / "app" / "icon.svg").getroot().tag.endswith("svg")
