"""Hands MkDocs' events to the engine. All that a hub needs of Python."""

from podhub.adapters.mkdocs import Adapter

_adapter = Adapter()
globals().update(
    {name: getattr(_adapter, name) for name in dir(_adapter) if name.startswith("on_")}
)
