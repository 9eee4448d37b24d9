"""What many pages name in schema.org's words: the organisation, the site, the show, terms."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.links.pages import PODCAST, capitalise
from podhub.outputs.show_view import ShowView
from podhub.outputs.site_view import SiteView

Node = dict[str, object]
DEFINITIONS = "definitions/"


def ref(identifier: object) -> Node:
    """What stands for a node that is described elsewhere in the graph, or on another page."""
    return {"@id": identifier}


@dataclass(frozen=True, slots=True)
class SchemaOrg:
    """Makes the nodes of one site."""

    site: SiteView

    @property
    def organization_id(self) -> str:
        """Who publishes the site."""
        return self.site.address("#organization")

    @property
    def website_id(self) -> str:
        """The site."""
        return self.site.address("#website")

    @property
    def series_id(self) -> str:
        """The show."""
        return self.site.address(f"{PODCAST}#series")

    @property
    def term_set_id(self) -> str:
        """All terms that the site defines."""
        return self.site.address(f"{DEFINITIONS}#set")

    def term_id(self, url: str) -> str:
        """A term, by its page."""
        return self.site.address(f"{url}#term")

    def organization(self) -> Node:
        """Who publishes the site."""
        site = self.site
        return {
            "@type": "Organization",
            "@id": self.organization_id,
            "name": site.name,
            "url": site.url,
            **({"logo": site.address(site.logo)} if site.logo else {}),
        }

    def website(self) -> Node:
        """The site, and how to search it."""
        return {
            "@type": "WebSite",
            "@id": self.website_id,
            "name": self.site.name,
            "url": self.site.url,
            "inLanguage": self.site.language,
            "publisher": ref(self.organization_id),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": self.site.address("search/?q=") + "{search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }

    def term(self, term: str, url: str, definition: str) -> Node:
        """A defined term."""
        return {
            "@type": "DefinedTerm",
            "@id": self.term_id(url),
            "name": capitalise(term),
            "description": definition,
            "url": self.site.address(url),
            "inDefinedTermSet": ref(self.term_set_id),
        }

    def term_set(self, name: str) -> Node:
        """All terms that the site defines; `name` is the title of their list."""
        return {
            "@type": "DefinedTermSet",
            "@id": self.term_set_id,
            "name": name,
            "url": self.site.address(DEFINITIONS),
        }

    def series(self, show: ShowView) -> Node:
        """The show."""
        return {
            "@type": "PodcastSeries",
            "@id": self.series_id,
            "name": show.title,
            "url": self.site.address(PODCAST),
            "webFeed": self.site.address(show.feed),
            "image": self.site.address(show.artwork),
            "inLanguage": show.language,
            "author": {"@type": "Organization", "name": show.author},
            "publisher": ref(self.organization_id),
        }
