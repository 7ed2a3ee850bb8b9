"""The system libraries that Qt opens, and the programs of a virtual screen; on Linux only.

Elsewhere PySide6 brings all it needs.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

from devtools.checkout import Stop, call

if TYPE_CHECKING:
    from collections.abc import Sequence

# What readelf names as needed by QtCore, QtGui, QtWidgets, QtSvg, QtDBus and the xcb and Wayland platforms of
# PySide6 6.11, beside the C library; with Debian's name of the package that holds it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
SCREEN_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}


def ensure_qt_libraries() -> None:
    """Install the libraries that Qt opens, where they are missing."""
    if sys.platform == "linux":
        missing = [package for library, package in LIBRARIES.items() if not _opens(library)]
        install_packages(missing, "Libraries that Qt needs are missing.")


def ensure_screen_programs() -> None:
    """Install what a virtual screen takes: the screen, a window manager, and hands for keys and clicks."""
    if sys.platform != "linux":
        raise Stop("There is no display, and virtual screens are for Linux only.")
    missing = [package for program, package in SCREEN_PROGRAMS.items() if shutil.which(program) is None]
    install_packages(missing, "The programs of a virtual screen are missing.")


def has_display() -> bool:
    """Whether a window would be seen by somebody."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_packages(packages: Sequence[str], sentence: str) -> None:
    """Install Debian packages as root; else raise Stop with the sentence and the one line to type."""
    if not packages:
        return
    names = sorted(set(packages))
    if shutil.which("apt-get") is None:
        raise Stop(f"{sentence} Install what your system calls: {' '.join(names)}")
    line = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    if os.geteuid() != 0:
        raise Stop(f"{sentence} Type this once, then try again:\n    sudo {line}")
    print(f"{sentence} Installing: {' '.join(names)}", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], extra=quiet)
    if call([*line.split(), "-qq", "-o", "Dpkg::Use-Pty=0"], extra=quiet):
        raise Stop(f"{sentence} This did not succeed:\n    {line}")


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
