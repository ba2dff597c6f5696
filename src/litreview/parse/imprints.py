"""Mend who published a work, and where, by the cities that houses are in: 'Paris, Coast Press', 'Coast Press: Paris'; steps of `mend`."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon
from litreview.parse.markers import either
from litreview.parse.segments import Segment, laid_over

__all__ = [
    "cities_after_titles",
    "houses_after_names",
    "houses_at_ends",
    "houses_before_cities",
    "houses_beside_cities",
    "houses_in_notes",
    "imprints_inside",
    "placed_houses",
]

_PLACED = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}(?:,\s[^\W\d_a-z][\w. ]{1,20})?)\s?:\s(?=[^\W\d_a-z])"
)
# Chemistry: '; Coast Press: Vane, 2012'.
_CITY_BEFORE_YEAR = re.compile(r":\s(?P<place>[^\W\d_a-z][^:;\d\0]{1,40}),\s(?P<date>\d{4})(?=[.;]|$)")
_LAST_HOUSE = re.compile(r"(?P<stop>[;.?!)])\s(?P<publisher>[^\W\d_a-z](?:[^.:;\d\0]|(?<=\b[^\W\d_a-z])\.){1,80})$")
_PARTS = re.compile(r"\s*,\s*")
_LAST_NAME = re.compile(r"\.?\s[^\W\d_]{2,},\s(?P<house>[^\W\d_a-z][^\W\d_]{2,})[\s,]*$")
_LAST_SENTENCE = re.compile(
    r"(?<=[a-z]{3}[a-z)])\.\s(?P<publisher>[A-Z]{3,6}|[^.()]{2,40}\sPress|Springer[^.()]{0,20})(?P<date>)[\s.,]*$"
)
_LAST_BRACKET = re.compile(r"\s\((?P<publisher>[^\W\d_a-z][^()\d]{2,60}),\s(?P<date>\d{4})\)[\s.,]*$")
_HOUSE = re.compile(r"(?!University of)[^\W\d_a-z][^\d:;]*[^\W\d_]{2}[^\d:;]*")
_SHORT = re.compile(r"(?:[^\W\d_a-z]\.?\s?){2,3}|n\.\s?d")  # 'MA', 'D. C.'


@cache
def _city() -> re.Pattern[str]:
    """A city, or two: 'Paris', 'London/New York', 'Berlin and Leipzig'."""
    cities = either(lexicon.words("reference", "city"))
    return re.compile(rf"(?:{cities})(?:(?:\s?[/&–-]\s?|\s(?:and|und|et|y|e|en)\s)(?:{cities}))?(?![\w])")


@cache
def _house() -> re.Pattern[str]:
    """A piece between stops or commas that names a university or an institute."""
    words = either(w for w in lexicon.words("reference", "organisation") if len(w) > 5)
    return re.compile(rf"(?<=[.,]\s)(?=[^\W\d_a-z])[^.,;:()\d]{{0,60}}?(?i:\b{words})\b[^.,;:()\d]{{0,60}}")


@cache
def _last_city() -> re.Pattern[str]:
    """', Paris,' at the end."""
    return re.compile(rf"(?<=\w)\s?[,:.]\s(?P<city>{_city().pattern})[\s,.:]*$")


@cache
def _city_and_house() -> re.Pattern[str]:
    """', Paris, Coast Press,' at the end."""
    house = r"(?P<house>[^\W\d_a-z][^,.:;()\d\0]{2,60})"
    return re.compile(rf"(?<=\w),\s(?P<city>{_city().pattern}),\s{house}[\s,.]*$")


def _is_city(text: str) -> bool:
    return _city().fullmatch(text.partition(",")[0].strip(" .:;()")) is not None


def _is_region(text: str) -> bool:
    """A country or state that is printed after a city."""
    bare = text.strip(" .,:;()")
    return bare in lexicon.words("reference", "region") or _SHORT.fullmatch(bare) is not None


def houses_before_cities(text: str, segments: list[Segment]) -> list[Segment]:
    """'Title; Coast Press: Paris, 2012' names the house first, as chemists do: where a semicolon stands before, or a city after."""
    for city in _CITY_BEFORE_YEAR.finditer(text):
        house = _LAST_HOUSE.search(text[: city.start()], max(0, city.start() - 90))
        if house and not _is_city(house["publisher"]) and (house["stop"] == ";" or _is_city(city["place"])):
            found = ("publisher", house), ("place", city), ("date", city)
            made = [Segment(label, *match.span(label), 0.9) for label, match in found]
            return laid_over(segments, made, (house.end("stop"), city.end()))
    return segments


def placed_houses(text: str, segments: list[Segment]) -> list[Segment]:
    """'Vane: Harbour Press' is a place and a publisher, where one label is on both."""
    found = []
    for segment in segments:
        both = segment.label in {"publisher", "place"}
        place = _PLACED.match(text, segment.start, segment.end) if both else None
        if place and place.end() < segment.end:
            found.append(segment.changed(label="place", end=place.end("place")))
            found.append(segment.changed(label="publisher", start=place.end()))
        else:
            found.append(segment)
    return found


def houses_beside_cities(text: str, segments: list[Segment]) -> list[Segment]:
    """'Paris, Coast Press' and 'Coast Press, Paris' are a place and a publisher, where one label is on both."""
    found: list[Segment] = []
    for segment in segments:
        comma = _PARTS.search(text, segment.start, segment.end) if segment.label in {"publisher", "place"} else None
        last = found[-1].label if found else ""
        if not comma or last in {"publisher", "place"} or comma.end() == segment.end:
            found.append(segment)
            continue
        parts = (segment.start, comma.start()), (comma.end(), segment.end)
        cities = [_is_city(text[start:end]) for start, end in parts]
        regions = any(map(_is_region, text[comma.end() : segment.end].split(",")))
        if cities.count(True) == 1 and not regions and _HOUSE.match(text, *parts[cities.index(False)]):
            found += [
                segment.changed(label="place" if city else "publisher", start=start, end=end)
                for (start, end), city in zip(parts, cities, strict=True)
            ]
        else:
            found.append(segment)
    return found


def imprints_inside(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides, Paris, Coast Press' ends a title, or a book that holds one, with its place and publisher."""
    found: list[Segment] = []
    for segment in segments:
        inside = segment.label in {"title", "container"} and _city_and_house().search(text, segment.start, segment.end)
        if inside and not _is_region(inside["house"]):
            found.append(segment.changed(end=inside.start()))
            found.append(segment.changed(label="place", start=inside.start("city"), end=inside.end("city")))
            found.append(segment.changed(label="publisher", start=inside.start("house")))
        else:
            found.append(segment)
    return found


def cities_after_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides, Paris, | Coast Press' and 'Tides: Vane, | MA' end their titles before the city."""
    found: list[Segment] = []
    for printed in segments:
        segment, last = printed, (found[-1] if found else None)
        held = last and last.label in {"title", "container"} and segment.label in {"publisher", "place"}
        city = _last_city().search(text, last.start, last.end) if last and held else None
        if last and city and text[segment.start].isupper() and not _is_city(text[segment.start : segment.end]):
            found[-1] = last.changed(end=city.start())
            if _is_region(text[segment.start : segment.end]):
                segment = segment.changed(label="place", start=city.start("city"))
            else:
                found.append(segment.changed(label="place", start=city.start("city"), end=city.end("city")))
                segment = segment.changed(label="publisher")
        found.append(segment)
    return found


def houses_in_notes(text: str, segments: list[Segment]) -> list[Segment]:
    """'PhD thesis. University of Vane' names the university, where no other house is named."""
    found: list[Segment] = []
    for segment in segments:
        house = _house().search(text, segment.start, segment.end) if segment.label in {"note", "genre"} else None
        if not house:
            found.append(segment)
            continue
        found += laid_over(
            [segment], [segment.changed(label="publisher", start=house.start(), end=house.end())], house.span()
        )
    return found


def houses_at_ends(text: str, segments: list[Segment]) -> list[Segment]:
    """'Proceedings of the Tides Conference. IEEE' and 'Proceedings (IEEE, 1982)' end with who published them."""
    found: list[Segment] = []
    for segment in segments:
        place = (segment.start, segment.end) if segment.label == "container" else (0, 0)
        house = _LAST_SENTENCE.search(text, *place) or _LAST_BRACKET.search(text, *place)
        if not house or text.count(" ", segment.start, house.start()) < 3:
            found.append(segment)
            continue
        parts = [
            segment.changed(label=g, start=house.start(g), end=house.end(g)) for g in ("publisher", "date") if house[g]
        ]
        found += [segment.changed(end=house.start()), *parts]
    return found


def houses_after_names(text: str, segments: list[Segment]) -> list[Segment]:
    """'a cura di A. Marlow, Laterna, | Bari' ends with a house: it has no given name, and a place or a year follows."""
    found: list[Segment] = []
    for n, segment in enumerate(segments):
        following = segments[n + 1].label if n + 1 < len(segments) else ""
        house = (
            _LAST_NAME.search(text, segment.start, segment.end) if segment.label in {"editor", "translator"} else None
        )
        if house and following == "place":
            found.append(segment.changed(end=house.start("house")))
            found.append(segment.changed(label="publisher", start=house.start("house")))
        else:
            found.append(segment)
    return found
