"""Who points at whom: terms, backlinks, related items, moments. The result is one PageView per
page."""
