"""Finds ffmpeg and runs it: the one program that decodes, levels, encodes and measures."""

import errno
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

NO_ROOM = tuple(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EROFS") if hasattr(errno, name)
)
QUIETLY = ("-hide_banner", "-nostats")
BLOCK = 1 << 18
"""Bytes of decoded sound that are read at once"""


class EncoderError(Exception):
    """ffmpeg is not there or refused; the message says what was found."""


def find_ffmpeg(given: Path | None = None) -> Path:
    """The ffmpeg to use: the one given, else the system's, else the one from the `narrate`
    extra."""
    on_path = shutil.which(str(given) if given else "ffmpeg")
    if on_path:
        if given and not _is_ffmpeg(on_path):
            raise EncoderError(f"another program at {given}")
        return Path(on_path)
    if given:
        raise EncoderError(f"no program at {given}")
    try:
        import imageio_ffmpeg  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise EncoderError(
            'no ffmpeg on this computer (pip install "podhub[narrate]" or "podhub[transcribe]" brings one)'
        ) from None
    return Path(imageio_ffmpeg.get_ffmpeg_exe())


def _is_ffmpeg(program: str) -> bool:
    try:
        said = subprocess.run([program, "-version"], capture_output=True, check=False, timeout=60)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.stdout.startswith(b"ffmpeg")


def run(ffmpeg: Path, arguments: list[str], stdin: bytes = b"") -> str:
    """Run ffmpeg and return what it reports. Raises EncoderError, and OSError where there is no room
    for what it writes."""
    done = subprocess.run(  # noqa: S603  (a list, no shell; the program is the one that was found)
        [ffmpeg, *QUIETLY, "-y", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
    )
    report = done.stderr.decode("utf-8", "replace")
    for code in NO_ROOM:  # some releases end well where only the last of a file did not fit
        if f"{os.strerror(code)}\n" in report:
            raise OSError(code, os.strerror(code), arguments[-1])
    if done.returncode:
        lines = [line.strip() for line in report.splitlines() if line.strip()]
        telling = [
            line
            for line in lines
            if re.search("error|invalid|unknown|no such|not", line, re.IGNORECASE)
        ]
        raise EncoderError((telling or lines or [f"exit code {done.returncode}"])[-1])
    return report


def decoded(ffmpeg: Path, audio: Path | str, rate: int) -> Iterator[bytes]:
    """Decode a recording as it is read: 16-bit mono samples, so many a second. Raises EncoderError
    where it holds no sound that can be heard, or not to its end."""
    form = ["-map", "0:a:0", "-ac", "1", "-ar", str(rate), "-f", "s16le", "-"]
    with tempfile.TemporaryFile() as said:
        command = [str(ffmpeg), *QUIETLY, "-v", "error", "-i", str(audio), *form]
        with subprocess.Popen(  # noqa: S603  (as above)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        ) as running:
            assert running.stdout
            try:
                while block := running.stdout.read(BLOCK):
                    yield block
            except BaseException:  # such as a reader who has heard enough
                running.terminate()
                raise
        said.seek(0)
        report = said.read().decode("utf-8", "replace").strip()
    if running.returncode:
        raise EncoderError(report.splitlines()[-1] if report else f"exit code {running.returncode}")
