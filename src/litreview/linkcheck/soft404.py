"""Pages that answer, but with something else: 'not found' under a 200, a home page, a parked domain, a login, a robot test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from litreview import lexicon
from litreview.linkcheck.page import folded
from litreview.linkcheck.visit import FILE
from litreview.model import Confidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.linkcheck.page import Page
    from litreview.linkcheck.visit import Visit

SHORT = 1500  # characters: a page of error, of parking or of a robot test says little
MIDDLING = 5000
TITLES = 2000  # that are remembered: pages of one site share parts of theirs
PARTS = re.compile(r"\s+[-–—:·•»«›‹/]+\s+|\s*\|+\s*|:\s+")
CODE = re.compile(r"\b(?:http|error|status|code|erreur|fehler|err)?\s*(?:404|410)\b")
NOISE = re.compile(r"\b(?:http|error|erreur|fehler|errore|fout|sorry|oops|ooops|whoops|hmm|the|this|page|\d)\b")
# Final segments of a path that say what the page is.
ERROR_PATH = re.compile(
    r"/(?:errors?|40[34]|410|(?:page[-_]?)?not[-_]?found|(?:error|err|page|status)[-_]?40[34]|404[-_]?(?:error|page|not[-_]?found)?"
    r"|errorpage|error[-_]page|oops|sorry|missing|page[-_]?missing|gone|(?:page)?unavailable)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
ERROR_QUERY = re.compile(
    r"(?:^|[&;])(?:e|err|error|code|status|reason)=(?:404|410|(?:page[-_]?)?not[-_]?found)\b|(?:^|[&;=])(?:page)?not[-_]?found\b",
    re.IGNORECASE,
)
LOGIN_PATH = re.compile(
    r"/(?:log[-_]?in|log[-_]?on|sign[-_]?in|sign[-_]?on|sso|auth(?:enticate|entication|orize)?|cas|shibboleth[\w.-]*|saml2?|oauth2?|wayf|openid)"
    r"(?:\.\w{2,5})?(?:/|$)",
    re.IGNORECASE,
)
PARKED_PATH = re.compile(
    r"/(?:lander|parking|parked|domain[-_]?for[-_]?sale|forsale|buy[-_]?domain)(?:\.\w{2,5})?/?$", re.IGNORECASE
)
# Hosts that serve nothing but parked domains.
PARKING = (
    *(
        "sedoparking.com",
        "parkingcrew.net",
        "bodis.com",
        "afternic.com",
        "hugedomains.com",
        "dan.com/",
        "undeveloped.com",
    ),
    *(
        "above.com/",
        "parklogic.com",
        "domainsponsor.com",
        "cashparking.com",
        "skenzo.com",
        "smartname.com",
        "voodoo.com",
    ),
    *("domainmarket.com", "buydomains.com", "parkeddomain", "parking-page", "domainlore.uk", "sedo.com/search"),
)
ROBOT_MARKS = (
    "g-recaptcha",
    "h-captcha",
    "hcaptcha.com",
    "cf-challenge",
    "cf_chl_",
    "challenge-platform",
    "px-captcha",
    "datadome",
)
HOME = re.compile(r"/(?:(?:index|default|home|homepage|main|welcome|start|portal)(?:\.\w{2,5})?/?)?$", re.IGNORECASE)
LANGUAGE = re.compile(r"^/(?:[a-z]{2}(?:[-_][a-z]{2,4})?)(?=/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer is not the one that was looked for."""

    verdict: Verdict
    reason: str
    evidence: tuple[str, ...]
    confidence: Confidence = Confidence.LIKELY


def doubt(visit: Visit, titles: Sequence[str] = ()) -> Doubt | None:
    """Why a good status may be none, or None. The page must say so plainly; long pages and those about a work are let be."""
    page = visit.page
    marks = list(filter(None, _way(visit)))
    robots = _challenge(visit)
    if robots:
        return robots
    if page is None:
        return marks[0] if marks else None
    if confirmed(page, titles):
        return None
    return next(iter([*marks, *_said(visit, page)]), None)


def confirmed(page: Page, titles: Sequence[str]) -> bool:
    """Whether the page shows one of the titles: then it is the page, whatever else it says."""
    wanted = [title for title in map(folded, titles) if len(title) >= 15 and title.count(" ") >= 2]
    if not wanted:
        return False
    shown = folded(f"{page.title} {page.heading} " + " ".join(value for _, value in page.meta[:50]))
    return any(title in shown for title in wanted) or any(title in folded(page.text[:50_000]) for title in wanted)


def suspicious(visit: Visit, titles: Sequence[str] = ()) -> bool:
    """Whether a page may be one that its host shows for any path: a page where a file was promised, or a home page's title."""
    page = visit.page
    if page is None or not (FILE.search(urlsplit(visit.final).path) or _homelike(page.title or page.heading)):
        return False
    return not (page.scholarly or _homely(visit.url) or confirmed(page, titles))


def same(page: Page, other: Page | None, paths: Sequence[str]) -> bool:
    """Whether two pages are one, but for the paths that they were asked by. A page without words proves nothing."""
    if other is None or page.title != other.title:
        return False
    first, second = (_without(each.text, paths) for each in (page, other))
    return len(first) > 40 and first == second


def _way(visit: Visit) -> Iterator[Doubt | None]:
    """What the redirects say: to a page of error, a parking place, a login, a home page."""
    if not visit.hops:
        return
    start, end = urlsplit(visit.url), urlsplit(visit.final)
    path, host = unquote(end.path), end.hostname or ""
    if ERROR_PATH.search(path) and not ERROR_PATH.search(unquote(start.path)):
        yield Doubt(Verdict.SOFT404, "error-page", ("redirects to a page that is called an error",))
    if PARKED_PATH.search(path) or _parking(f"{host}/"):
        yield Doubt(Verdict.SOFT404, "parked", ("redirects to a place for parked domains",))
    if LOGIN_PATH.search(path) and not LOGIN_PATH.search(start.path):
        yield Doubt(Verdict.BLOCKED, "login", ("redirects to a login",))
    if ERROR_QUERY.search(end.query) and not ERROR_QUERY.search(start.query):
        yield Doubt(Verdict.SOFT404, "error-page", ("redirects to an address that speaks of an error",))
    if _homely(visit.final) and not _homely(visit.url) and _lost(visit):
        yield Doubt(Verdict.SOFT404, "home-page", ("redirects to a home page",))


def _lost(visit: Visit) -> bool:
    """Whether a home page cannot be what the address meant: not a site that moved to a host of its own name."""
    start, end = urlsplit(visit.url), urlsplit(visit.final)
    if _site(start.hostname) == _site(end.hostname):
        return True
    names = [re.sub(r"\W|\.\w+$", "", part.lstrip("~")).lower() for part in unquote(start.path).split("/") if part]
    own = re.sub(r"\W", "", end.hostname or "").lower()
    deep = len(names) > 1 or re.search(r"\d|\.\w{2,5}$", start.path)
    return bool(deep) and not any(len(name) > 2 and name in own for name in names)


def _said(visit: Visit, page: Page) -> Iterator[Doubt]:
    """What the page says."""
    if page.scholarly:
        return
    text = page.text
    low = f" {text[:SHORT].casefold()} "
    title = page.title or page.heading
    if _titled(title) or (len(text) < MIDDLING and _titled(page.heading)):
        long = any(len(part.split()) > 5 and not _missing(part) for part in PARTS.split(title))
        if not long or (len(text) < SHORT and _missing(low)):
            yield Doubt(Verdict.SOFT404, "not-found", (f"the page is titled '{title[:80]}'",))
    if len(text) < MIDDLING and _parking(page.source):
        yield Doubt(Verdict.SOFT404, "parked", ("the page is that of a parked domain",))
    elif len(text) < SHORT and any(
        phrase in low or phrase in title.casefold() for phrase in lexicon.words("page", "parked")
    ):
        yield Doubt(Verdict.SOFT404, "parked", ("the page offers the domain for sale",))
    if len(text) < SHORT and "type=password" in page.source.replace('"', "").replace("'", "") and _is(title, "login"):
        yield Doubt(Verdict.BLOCKED, "login", ("the page is a login",))
    if (len(text) < 400 or (len(text) < SHORT and FILE.search(urlsplit(visit.url).path))) and _missing(low):
        yield Doubt(Verdict.SOFT404, "not-found", ("the page says that nothing is there",), Confidence.LIKELY)


def _challenge(visit: Visit) -> Doubt | None:
    """A wall for robots that answers with a good status: its own header, or a short page that asks for proof."""
    response, page = visit.response, visit.page
    if "challenge" in response.header("cf-mitigated") + response.header("x-amzn-waf-action"):
        return Doubt(Verdict.BLOCKED, "robots", ("a test for robots",), Confidence.CERTAIN)
    if page is None or len(page.source) > 60_000:
        return None
    marked = any(mark in page.source for mark in ROBOT_MARKS)
    said = any(_tests(part.casefold()) for part in PARTS.split(page.title))
    if said and (marked or len(page.text) < SHORT):
        return Doubt(Verdict.BLOCKED, "robots", (f"a test for robots: '{page.title[:80]}'",))
    if marked and len(page.text) < 400 and any(p in page.text.casefold() for p in lexicon.words("page", "robot")):
        return Doubt(Verdict.BLOCKED, "robots", ("a test for robots",))
    return None


def _parking(text: str) -> bool:
    return any(host in text for host in PARKING)


@lru_cache(TITLES)
def _tests(part: str) -> bool:
    """Whether a part of a title is a test for robots, and little else."""
    return any(
        phrase in part and len(part.split()) <= len(phrase.split()) + 3 for phrase in lexicon.words("page", "robot")
    )


def _titled(title: str) -> bool:
    """Whether a part of a title says 'not found' and nothing else; before a colon only where nothing long follows."""
    parts = [part for part in PARTS.split(title) if part]
    return any(_nothing(part) for part in parts)


@lru_cache(TITLES)
def _nothing(part: str) -> bool:
    """'404', 'Page not found', 'Error 404: not found', or a short sentence that says of a page that it is not there."""
    words = folded(part)
    if len(words.split()) <= 9 and _missing(part) and any(thing in words.split() for thing in _words("things")):
        return True
    bare = NOISE.sub(" ", CODE.sub(" ", words))
    phrases = _words("not_found")
    coded = bool(CODE.search(words))
    return words in phrases or " ".join(bare.split()) in phrases | ({"", "gone"} if coded else set())


def _missing(text: str) -> bool:
    low = text.casefold()
    return any(phrase in low for phrase in lexicon.words("page", "missing"))


def _is(title: str, kind: str) -> bool:
    return any(folded(part) in _words(kind) for part in PARTS.split(title))


@lru_cache(TITLES)
def _homelike(title: str) -> bool:
    """Whether a title is that of a home page: a part of it says so, or it opens with a word of welcome."""
    parts = {folded(part) for part in PARTS.split(title)} - {""}
    greetings = {word.split(" ")[0] for word in _words("home") if len(word) > 5}
    return bool(parts & _words("home")) or folded(title).split(" ", 1)[0] in greetings


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(folded, lexicon.words("page", kind)))


def _homely(url: str) -> bool:
    """Whether an address is that of a home page, or of one language's: a query that names something makes it another."""
    parts = urlsplit(url)
    if any(re.search(r"\d", value) and not name.startswith("utm_") for name, value in parse_qsl(parts.query[:2000])):
        return False
    path = parts.path
    return bool(HOME.match(path) or HOME.match(LANGUAGE.sub("", path) or "/"))


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _without(text: str, paths: Sequence[str]) -> str:
    """The text without digits and the words of the paths, which some pages repeat."""
    for path in paths:
        for part in filter(None, unquote(path).split("/")):
            text = text.replace(part, "")
    return re.sub(r"\d+", "", text)
