"""The hub: reads articles, definitions and episodes, finds how they belong together, and writes
what apps and pages need.

Flow: `content` (what authors write, checked) → `links` (who points at whom; one PageView per page)
→ `outputs` (feeds, files). Nothing in here imports the site builder; `hooks/hub.py` is the only
place that knows both."""
