"""Apple's podcast categories, exact to the letter and the ampersand, since apps compare them so.

Source: Apple Podcasts Connect, "Apple Podcasts categories" (19 categories, 91 subcategories); the
same list stands in the W3C feed validator, but for Religion & Spirituality > Religion, which only
Apple has."""

from __future__ import annotations

_CATEGORIES = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History:
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
Technology:
True Crime:"""
CATEGORIES = {
    top: tuple(filter(None, subs.strip().split(", ")))
    for top, subs in (line.split(":") for line in _CATEGORIES.split("\n") if line)
}
"""The subcategories of each category"""

ALL: list[str] = [
    name for top, subs in CATEGORIES.items() for name in (top, *(f"{top} > {sub}" for sub in subs))
]


def split(category: str) -> tuple[str, str | None]:
    """Split a category into its top and its sub, if it has one.

    >>> split("Business > Careers"), split("Technology")
    (('Business', 'Careers'), ('Technology', None))
    """
    top, _, sub = category.partition(" > ")
    return top, sub or None


def is_category(category: str) -> bool:
    """Whether Apple has this category.

    >>> is_category("Business > Careers"), is_category("Business > Sales"), is_category("business")
    (True, False, False)
    """
    top, sub = split(category)
    return top in CATEGORIES and (sub is None or sub in CATEGORIES[top])
