"""What the developers' tools do without a display, a network or the right to install."""

import os
import shutil
import struct
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _tools_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


def test_what_is_missing_is_asked_for_in_one_line_by_who_may_not_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from devtools import system
    from devtools.checkout import Stop

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(Stop) as caught:
        system.install_packages(["libegl1", "libgl1", "libegl1"], "Missing.")
    asked = [line.strip() for line in str(caught.value).splitlines() if "apt-get" in line]
    assert asked == ["sudo apt-get install -y --no-install-recommends libegl1 libgl1"]


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from devtools import system

    called: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)

    def note(command: list[str], **_: object) -> int:
        called.append(command)
        return 0

    monkeypatch.setattr(system, "call", note)
    system.install_packages(["libegl1"], "Missing.")
    assert [command[1] for command in called] == ["update", "install"]
    assert "libegl1" in called[1]


def test_nothing_is_called_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from devtools import system

    monkeypatch.setattr(system, "call", lambda *_, **__: pytest.fail("called"))
    system.install_packages([], "Missing.")


@pytest.mark.parametrize(
    ("display", "wayland", "there"), [("", "", False), (":0", "", True), ("", "wayland-0", True)]
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_is_one_of_x_or_wayland(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, *, there: bool
) -> None:
    from devtools.system import has_display

    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert has_display() is there


def _screen(folder: Path, rows: list[list[tuple[int, int, int]]]) -> None:
    """Write a screen of these colours as Xvfb keeps it."""
    height, width = len(rows), len(rows[0])
    fields = [0] * 25
    fields[0], fields[4], fields[5], fields[11], fields[12], fields[19] = 160, width, height, 32, width * 4, 2
    pixels = b"".join(bytes((blue, green, red, 0)) for row in rows for red, green, blue in row)
    data = struct.pack(">25I", *fields).ljust(160, b"\0") + bytes(2 * 12) + pixels
    (folder / "Xvfb_screen0").write_bytes(data)


@pytest.mark.parametrize(
    ("paper", "ink", "painted", "share"),
    [
        ((0, 0, 0), (0, 0, 0), False, 0.0),
        ((250, 250, 250), (250, 250, 250), True, 0.0),
        ((250, 250, 250), (20, 20, 20), True, 0.1),
        ((30, 30, 30), (220, 220, 220), True, 0.1),
        ((250, 250, 250), (220, 220, 220), True, 0.0),
    ],
)
def test_text_is_told_from_an_empty_screen_and_an_empty_page(
    tmp_path: Path,
    paper: tuple[int, int, int],
    ink: tuple[int, int, int],
    *,
    painted: bool,
    share: float,
) -> None:
    from devtools.framebuffer import Framebuffer

    _screen(tmp_path, [[ink if x % 10 == 3 else paper for x in range(100)] for _ in range(60)])
    with Framebuffer(tmp_path) as screen:
        assert (screen.width, screen.height) == (100, 60)
        assert screen.painted((0, 0, 1, 1)) is painted
        assert screen.text_share((0, 0, 1, 1)) == pytest.approx(share)
