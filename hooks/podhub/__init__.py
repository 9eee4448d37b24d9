"""podhub: reads articles, definitions and episodes, finds how they belong together, and writes what
apps and pages need.

Flow: `read`, `media`, `markup` (what authors write, checked) → `links` (who points at whom; one view
per page) → `outputs` (pages, feeds, files) → `publish`. Only `adapters` knows the site builder."""

__version__ = "0.2.0"
