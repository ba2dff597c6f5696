"""Addresses as they stand in reference lists, made into addresses that can be asked."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from urllib.parse import quote, unquote, urlsplit

from litreview import lexicon
from litreview.net import hosts

RESOLVER = "https://doi.org/"
LONGEST = 4000  # characters of an address; browsers and servers give up at 2,000 to 8,000

# -- what typesetting does to an address
COMMAND = re.compile(
    r"\\(?:url|nolinkurl|path|href|texttt|detokenize|burl)\s*\{([^{}]{0,4000})\}(?:\s*\{[^{}]{0,1000}\})?"
)
ANCHOR = re.compile(
    r"<a\s[^<>]{0,500}?href\s*=\s*[\"']?([^\"'<>\s]{1,2000})[^<>]{0,500}>[^<>]{0,1000}(?:</a>)?", re.IGNORECASE
)
TILDE = re.compile(
    r"\{?\\(?:textasciitilde|sim|texttildelow)(?![a-zA-Z])\s?(?:\{\})?\}?|\\~\{\s?\}|\$\s?\\sim\s?\$|[\u02dc\u223c\uff5e]"
)
UNDERSCORE = re.compile(r"\{?\\textunderscore(?![a-zA-Z])\s?(?:\{\})?\}?")
BREAK = re.compile(
    r"\\(?:-|/|allowbreak(?![a-z])|linebreak(?![a-z])|penalty0|discretionary\{\}\{\}\{\})|[\u200b-\u200d\u2060\ufeff\u00ad]"
)
ESCAPED = re.compile(r"\{\\([_%&#$~^])\}|\\([_%&#$~{}^])")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
HYPHEN = re.compile("[\u2010\u2011]")
LESS = re.compile(r"\{?\\text(less|greater)(?![a-zA-Z])\s?(?:\{\})?\}?")
GAP = re.compile(r"\b(https?)\s{0,9}:\s{0,9}/\s{0,9}/\s{0,9}(?=\w)", re.IGNORECASE)  # what a PDF's kerning looks like
UNDONE = frozenset("\\<&\t")  # text of ASCII without one of these needs no more than its gaps closed
BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")

# -- where an address begins and ends
# Nothing to be undone: letters, digits and what needs no escape.
PLAIN = re.compile(
    r"https?://([a-z0-9.-]+)(:[1-9]\d{0,3}|:[1-5]\d{4})?/[\w/~=&?+-]*(?:\.[\w/~=&?+-]+)*(?<!\?)", re.ASCII
)
START = re.compile(r"(?:https?|ftp)://|(?<![\w.@/-])www\.(?=[\w-]+\.)", re.IGNORECASE)
INSIDE = frozenset("/=?&:%#-_~.+@!$*'")  # an address may hold another after one of these
STOP = re.compile('[<>"“”„«»‹›`。，；、]')
TAIL = ".,;:!?'’‘”\"»*|\\…）】"
PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:[^\W\d]{2,63}|xn--[\w-]+)(?::\d{1,5})?(?:[/?#]\S*)?$")
NUMERIC = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:[/?#]\S*)?$")
FILE = re.compile(
    r"[^/:\s]{1,250}\.(?:pdf|html?|docx?|odt|rtf|txt|tex|md|ps|djvu|epub|pptx?|xlsx?|csv|zip|bib|ris)", re.IGNORECASE
)
CREDENTIALS = re.compile(r"(?<=:)//[^/@\s]{1,500}@")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")

# -- DOIs: ISO 26324 has a prefix '10.' and a registrant of four digits or more, then anything
DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,3}/\S+")
DOI_LABEL = re.compile(r"(?:doi|DOI)\s*[:=]?\s*(?=10\.|https?:)|info:doi/|urn:doi:", re.IGNORECASE)
BROKEN_DOI = re.compile(r"\s*(?:doi:?\s*)?10\.\d{4,9}\s?/\s\S+\s*$", re.IGNORECASE)
ARXIV = re.compile(
    r"arxiv\s*[:.]\s*(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?(?!\w)", re.IGNORECASE
)
DOI_HOST = re.compile(r"(?:https?:?/{0,2})?(?:www\.|dx\.)?doi\.org/+(?:doi:)?", re.IGNORECASE)


class NotAnAddress(ValueError):  # noqa: N818 (it says what the text is)
    """A text that is no address; its one argument says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a text: `printed` as it stands there, and what may have been meant, likeliest first."""

    printed: str
    candidates: tuple[str, ...]

    @property
    def url(self) -> str:
        """What would be asked first; the printed text where it is no address."""
        return self.candidates[0] if self.candidates else " ".join(self.printed.split())


def plain(text: str) -> str:
    """The text without what LaTeX, HTML and typesetting put into an address. Line ends stay."""
    if text.isascii() and UNDONE.isdisjoint(text):
        return GAP.sub(r"\1://", text) if ":" in text else text
    text = COMMAND.sub(r"\1", text) if "\\" in text else text
    text = TILDE.sub("~", text)
    if "\\" in text:
        text = LESS.sub(lambda match: "<" if match[1] == "less" else ">", text)
        text = ESCAPED.sub(r"\1\2", UNDERSCORE.sub("_", text))
    text = ANCHOR.sub(r" \1 ", text) if "<" in text else text
    text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
    return GAP.sub(r"\1://", BLANK.sub(" ", HYPHEN.sub("-", BREAK.sub("", text))))


def in_field(text: str, *, resolver: str = RESOLVER) -> tuple[Address, ...]:
    """The addresses of a field that is meant to hold one: all of the text is taken, also where it is none."""
    if not text.strip():
        return ()
    if "10." not in text and not text.startswith(resolver) and _untouched(text):
        return (Address(text, (text,)),)
    identifier = doi(text, resolver=resolver) or (doi("".join(text.split())) if BROKEN_DOI.match(text) else None)
    if identifier:
        return (Address(text, (RESOLVER + identifier,)),)
    found = _pieces(plain(text))
    if not found:
        bare = plain(text).strip().strip("<>()[]{}").removeprefix("//")
        named = NUMERIC.match(bare) or (DOMAIN.match(bare) and not FILE.fullmatch(bare))
        whole = "http://" + bare if named else ""
        return (Address(text, _candidates(whole) if whole else ()),)
    if len(found) == 1:
        return (_address(text, found[0], resolver),)
    return tuple(_address(piece.strip(), piece, resolver) for piece in found)


def in_prose(text: str, *, resolver: str = RESOLVER) -> tuple[Address, ...]:
    """The addresses that a note or a remark mentions; words around them are none."""
    if "://" not in text and "www." not in text and "10." not in text:
        return ()
    clean = plain(text)
    found = [_address(word, word, resolver) for word in (piece.split(maxsplit=1)[0] for piece in _pieces(clean))]
    urls = {address.url for address in found}
    rest = START.sub(" \0", clean) if found else clean
    for match in DOI.finditer(rest):
        before = rest[: match.start()]
        named = doi(match[0])
        if named and "\0" not in before.rpartition(" ")[2] and RESOLVER + named not in urls:
            found.append(Address(match[0], (RESOLVER + named,)))
    return tuple(address for address in found if address.candidates)


def doi(text: str, *, resolver: str = RESOLVER) -> str | None:
    """The DOI that a text is, bare and in lower case, in whatever spelling; None where it is something else.

    An arXiv number is one: every preprint there has a DOI of its own.
    """
    text = plain(text).strip().strip("<{}\"'“”").strip()
    text = DOI_LABEL.sub("", text, count=1) if DOI_LABEL.match(text) else text
    preprint = ARXIV.match(text)
    if preprint:
        return f"10.48550/arxiv.{preprint[1].lower()}"
    address = False
    for base in (resolver, resolver.partition("://")[2] or resolver):
        if text.startswith(base):
            text, address = text[len(base) :].removeprefix("doi:"), True
            break
    else:
        host = DOI_HOST.match(text)
        if host:
            text, address = text[host.end() :], True
    if address:
        text = text.partition("#")[0].partition("?")[0]
    text = unquote(text) if "%" in text else text
    match = DOI.match(text)
    if match is None:
        return None
    found = _trimmed(re.split(r"(?<=.)https?://", match[0])[0])
    return found.lower() if DOI.match(found) else None


def _pieces(text: str) -> list[str]:
    """The text cut at the start of each address in it; one inside another's path or query starts none."""
    found = [match.start() for match in START.finditer(text)]
    starts = [start for n, start in enumerate(found) if n == 0 or text[start - 1] not in INSIDE]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _address(printed: str, piece: str, resolver: str) -> Address:
    named = doi(piece, resolver=resolver) or (
        doi("".join(piece.split()), resolver=resolver) if DOI_HOST.match(piece) else None
    )
    return Address(printed, (RESOLVER + named,) if named else _candidates(piece))


def _candidates(piece: str) -> tuple[str, ...]:
    """What a piece may have meant, likeliest first: joined over a line end, with its blanks, without what follows."""
    piece = piece.strip()
    stop = STOP.search(piece)
    lines = re.split(r"\s*\n\s*", piece[: stop.start()] if stop else piece)
    words = [word for line in lines for word in line.split()]
    texts = [words[0]] if words else []
    if len(words) > 1:
        after = " ".join(words[1:])
        joined, blank = "".join(words), "%20".join(words)
        if _remark(after) or words[0][-1] in ",;" or len(words) > 8:
            pass
        elif len(lines) > 1 and all(" " not in line for line in lines):
            hyphened = (
                [joined, joined.replace("-", "", 1)] if joined.count("-") == 1 and words[0][-1] == "-" else [joined]
            )
            texts = [*hyphened, words[0]]
        elif words[0][-1] in "/-_=&?%~":
            texts = [joined, blank, words[0]]
        elif re.search(r"/|\.\w{2,5}$", after):
            texts = [blank, joined, words[0]]
        else:
            texts.append(blank)
    texts = [form for text in texts for form in (_trimmed(text), text)]
    dashed = [re.sub("[–—]", "-", text) for text in texts]  # what a typesetter makes of a hyphen
    return _canonicals((*texts, *dashed))


def _canonicals(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts as addresses, without those that are none."""
    found = []
    for text in dict.fromkeys(texts):
        try:
            found.append(canonical(text))
        except NotAnAddress:
            continue
    return tuple(dict.fromkeys(found))


def _trimmed(text: str) -> str:
    """The text without the punctuation of the sentence around it; brackets that are balanced belong to the address."""
    while text:
        last = text[-1]
        if last in PAIRS:
            if text.count(last) <= text.count(PAIRS[last]):
                break
        elif last not in TAIL:
            break
        text = text[:-1]
    return text


def _remark(after: str) -> bool:
    """Whether what follows an address speaks of it: '(accessed 2020-01-01)', '[Online]', 'abgerufen am 3. Mai'."""
    return after[0] in "([{-–—|,;" or bool(_accessed().match(after))


@cache
def _accessed() -> re.Pattern[str]:
    words = sorted(lexicon.words("link", "accessed"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def canonical(text: str) -> str:
    """The address as it is asked: ASCII, scheme and host in lower case, no credentials, sound escapes untouched.

    Raises NotAnAddress, which says what is wrong.
    """
    text = "http://" + text if text[:4].lower() == "www." else text
    if len(text) > LONGEST:
        raise NotAnAddress("too long")
    if re.match(r"https?:/*https?[:/]", text, re.IGNORECASE):
        raise NotAnAddress("the scheme stands twice")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotAnAddress("the host or port is malformed") from error
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise NotAnAddress("not a web address")
    host = ascii_host(parts.hostname or "")
    netloc = host if port is None or port == {"http": 80, "https": 443}[scheme] else f"{host}:{port}"
    path = encoded(parts.path, "/:@!$&'()*+,;=~") or "/"
    query = "?" + encoded(parts.query, "/?:@!$&'()*+,;=~[]") if parts.query else ""
    fragment = "#" + encoded(parts.fragment, "/?:@!$&'()*+,;=~") if parts.fragment else ""
    return f"{scheme}://{netloc}{path}{query}{fragment}"


def address(text: str) -> str | None:
    """The address as it is asked; None where the text is none."""
    try:
        return text if _untouched(text) else canonical(text)
    except NotAnAddress:
        return None


def masked(text: str) -> str:
    """A printed address without the credentials in it: they are not for logs and reports."""
    return CREDENTIALS.sub("//***@", text) if "@" in text else text


def encoded(text: str, safe: str) -> str:
    """The text with what an address cannot hold percent-encoded as UTF-8; an escape that is sound stays as it is."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text), safe=safe + "%")


def _untouched(text: str) -> bool:
    """Whether a text is an address as it is asked already: most are, and need no more than a look."""
    match = PLAIN.fullmatch(text)
    try:
        return match is not None and match[2] not in (":80", ":443") and ascii_host(match[1]) == match[1]
    except NotAnAddress:
        return False


@lru_cache(4096)
def ascii_host(host: str) -> str:
    """A host name in its ASCII form (IDNA), or an address literal. Raises NotAnAddress."""
    if not host:
        raise NotAnAddress("no host")
    if ":" in host:
        if hosts.literal(host) is None:
            raise NotAnAddress("the host is no address")
        return f"[{host}]"
    try:
        name = (host if host.isascii() else host.encode("idna").decode("ascii")).rstrip(".").lower()
    except UnicodeError as error:
        raise NotAnAddress("the host is no name") from error
    labels = name.split(".")
    if len(name) > 253 or not all(NAME.fullmatch(label) for label in labels):
        raise NotAnAddress("the host is no name")
    if re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]) and hosts.literal(name) is None:
        raise NotAnAddress("the host is no address")
    return name
