"""What the site's pages show: one frozen type for each kind of page (`kinds`), made of `parts` and
of what plays an episode (`player`).

Addresses are paths on the site (`articles/first-seeds/`); templates make them relative. Times are ISO
8601 texts. `digest` tells two views apart."""
