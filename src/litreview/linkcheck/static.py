"""Verdicts that need no request: local files, mail, what is no address, private hosts, proxies and trackers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from litreview.linkcheck import clean
from litreview.model import LinkCheck, Verdict
from litreview.net import hosts

if TYPE_CHECKING:
    from litreview.model import Link

LOCAL = re.compile(rf"[A-Za-z]\\?:\\?[\\/]|\\\\|~?/(?!/)|\.{{1,2}}[\\/]|file:|{clean.FILE.pattern}$", re.IGNORECASE)
# Schemes that are addresses of something, but not of a page that can be asked for by HTTP.
OTHER = re.compile(
    r"(?:about|arxiv|bibcode|blob|calibre|chrome-extension|cid|data|dav|evernote|ftp|ftps|git|"
    r"gopher|hdl|imap|info|irc|isbn|issn|javascript|jar|ldap|magnet|mailto|mendeley|message|"
    r"moz-extension|news|nntp|obsidian|onenote|pmid|resource|rsync|s3|sftp|sip|skype|sms|ssh|"
    r"svn|tel|telnet|urn|view-source|zotero):",
    re.IGNORECASE,
)
STORED = re.compile(r"https?://files/\d+(?:/|$)", re.IGNORECASE)  # how a reference manager exports its own copies
PROXY = re.compile(
    r"(?:^|[.-])(?:(?:ezproxy|ez-proxy|libproxy|lib-proxy|eproxy|remotexs)[\w-]*\.|proxy\.lib|[\w-]+\.idm\.oclc\.)",
    re.IGNORECASE,
)
# Hosts whose pages only pass on to the address in their query, and take notice of who comes.
TRACKERS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "urldefense.proofpoint.com/v2/url": ("u",),
    "safelinks.protection.outlook.com/": ("url",),
    "out.reddit.com/": ("url",),
    "slack-redir.net/link": ("url",),
    "linkedin.com/redir/redirect": ("url",),
    "scholar.google.com/scholar_url": ("url",),
}


def check(link: Link, *, allow_private: bool = False) -> LinkCheck | None:
    """The verdict that the address alone gives, or None where it has to be asked."""
    if link.url.startswith(clean.RESOLVER) and clean.doi(link.url):
        return None
    if STORED.match(link.url):
        return _skipped(link, "local", "a reference manager's own copy, on the computer of whoever made the list")
    if link.url.startswith(("http://", "https://")) and clean.address(link.url):
        return _host(link, allow_private=allow_private)
    text = " ".join(clean.plain(link.printed).split()).strip("<>\"'{} ")
    if LOCAL.match(text) or LOCAL.match(link.printed.strip()):
        return _skipped(link, "local", "a local file, which no reader can open")
    other = OTHER.match(text)
    if other:
        return _skipped(link, "scheme", f"{other[0].lower()} is not for the web")
    return LinkCheck(link.url, Verdict.INVALID, reason="malformed", evidence=(_fault(text),))


def _host(link: Link, *, allow_private: bool) -> LinkCheck | None:
    parts = urlsplit(link.url)
    host = parts.hostname or ""
    literal = hosts.literal(host)
    if not allow_private:
        if literal is not None and hosts.private_address(literal):
            return _skipped(link, "private", "a private address, which only its own network knows")
        if literal is None and (hosts.private_name(host) or "." not in host):
            return _skipped(link, "private", "a name that only a private network knows")
    query = parse_qs(parts.query) if parts.query else {}
    place = host.removeprefix("www.") + parts.path
    for tracker, names in TRACKERS.items():
        if place == tracker or place.endswith("." + tracker):
            target = next((query[name][0] for name in names if name in query), "")
            return _skipped(link, "tracker", "a tracker that passes on to another address", clean.address(target))
    if literal is None and PROXY.search(host):
        return _skipped(
            link, "proxy", "a library's proxy, which lets in its members only", _unproxied(host, link.url, query)
        )
    return None


def _unproxied(host: str, url: str, query: dict[str, list[str]]) -> str | None:
    """The address behind a proxy: in its query (`login?url=`), or before its name, with or without hyphens for dots."""
    for name in ("url", "qurl"):
        if name in query:
            return clean.address(query[name][0])
    before = PROXY.split(host)[0]
    if "." in before:
        return url.replace(host, before, 1)
    if before.count("-") >= 2:
        return url.replace(host, before.replace("--", "\0").replace("-", ".").replace("\0", "-"), 1)
    return None


def _fault(text: str) -> str:
    """What is wrong with a text that should be an address."""
    start = clean.START.search(text)
    if start is None:
        scheme = clean.SCHEME.match(text)
        return f"no scheme is called '{scheme[0]}'" if scheme else "not an address"
    try:
        clean.canonical(text[start.start() :].split(maxsplit=1)[0])
    except clean.NotAnAddress as fault:
        return str(fault)
    return "not an address"


def _skipped(link: Link, reason: str, evidence: str, suggest: str | None = None) -> LinkCheck:
    return LinkCheck(link.url, Verdict.SKIPPED, reason=reason, suggest=suggest, evidence=(evidence,))
