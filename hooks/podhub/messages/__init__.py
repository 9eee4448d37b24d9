"""The words that readers and apps see and no author wrote, in the languages that somebody translated
them into: a catalog of gettext for each (`de.po`), and the list of all texts (`podhub.pot`)."""
