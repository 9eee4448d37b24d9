"""Where this repository stands: the tools are about nothing else."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
