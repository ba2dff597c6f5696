"""Print records in the styles of BibTeX and of printers, with the label of every piece."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview import lexicon

if TYPE_CHECKING:
    import random

    from records import Name, Record

Piece = tuple[str, str]
"""Text and its label."""


@dataclass(frozen=True, slots=True)
class Style:
    """How names look, and a template a kind: `{field}` is filled in, `[ ... ]` left out where a field in it is missing."""

    names: str
    head: str
    article: str
    chapter: str
    book: str
    proceedings: str = ""
    thesis: str = "{genre}, {publisher}[, {place}][, {year}]."
    other: str = "[{genre}][ {number}][, {publisher}][, {place}][, {year}]."
    between: str = ", "
    last: str = " and "
    editors: str = ""
    most: int = 12
    language: str = "en"


_E = "In {editors}, editors, {container}"
STYLES: dict[str, Style] = {
    # BibTeX's own
    "plain": Style("G F", "{authors}. {title}. ", "{container}[, {volume}][({issue})][:{pages}][, {year}].", "In [{editors}, editors, ]{container}[, volume {volume}][, pages {pages}]. {publisher}[, {place}][, {year}].",
                   "{publisher}[, {place}][, {edition} edition][, {year}].", "In [{editors}, editors, ]{container}[, volume {volume} of {series}][, pages {pages}][, {place}][, {year}][. {publisher}]."),
    "abbrv": Style("I F", "{authors}. {title}. ", "{container}[, {volume}][({issue})][:{pages}][, {month} {year}].", "In [{editors}, editors, ]{container}[, pages {pages}]. {publisher}[, {place}][, {year}].", "{publisher}[, {place}][, {year}].",
                   "In {container}[, pages {pages}][, {place}][, {year}][. {publisher}]."),
    "acm": Style("F, I", "{AUTHORS} {title}. ", "{container}[ {volume}][, {issue}][ ({year})][, {pages}].", "In {container}[, {editors}, Eds.][ {publisher}][, {place}][, {year}][, pp. {pages}].", "{publisher}[, {place}][, {year}].",
                 "In {container}[ ({place}][, {year})][, {publisher}][, pp. {pages}].", last=", and "),
    "ieeetr": Style("I F", "{authors}, “{title},” ", "{container}[, vol. {volume}][, no. {issue}][, pp. {pages}][, {year}].", "in {container}[ ({editors}, eds.)][, pp. {pages}][, {place}: {publisher}][, {year}].", "{place}: {publisher}[, {edition} ed.][, {year}].",
                    "in {container}[, ({place})][, pp. {pages}][, {publisher}][, {year}].", last=", and "),
    "siam": Style("I F", "{AUTHORS}, {title}, ", "{container}[, {volume}][ ({year})][, pp. {pages}].", "in {container}[, {editors}, eds.][, {publisher}][, {place}][, {year}][, pp. {pages}].", "{publisher}[, {place}][, {edition} ed.][, {year}].", last=", and "),
    "apalike": Style("F, I", "{authors} ({year}). {title}. ", "{container}[, {volume}][({issue})][:{pages}].", "In [{editors}, editors, ]{container}[, pages {pages}][. {publisher}][, {place}].", "{publisher}[, {place}][, {edition} edition].", last=", and ",
                     thesis="{genre}, {publisher}[, {place}].", other="[{genre}][ {number}][, {publisher}][, {place}]."),
    "plainnat": Style("G F", "{authors}. {title}. ", "{container}[, {volume}][\\ ({issue})][:\\ {pages}][, {year}].", "In [{editors}, editors, ]{container}[, pages {pages}]. {publisher}[, {place}][, {year}].", "{publisher}[, {place}][, {year}].", last=", and "),
    "chicago": Style("F, G; G F", "{authors} ({year}). {title}. ", "{container}[ {volume}][({issue})][, {pages}].", "In {editors} (Eds.), {container}[, pp.\\ {pages}]. [{place}: ]{publisher}.", "[{place}: ]{publisher}.", thesis="{genre}, {publisher}.", other="[{genre}][ {number}][, {publisher}]."),
    "amsplain": Style("G F", "{authors}, {title}, ", "{container}[ {volume}][ ({year})][, no. {issue}][, {pages}].", "{container}[ ({editors}, eds.)][, {publisher}][, {place}][, {year}][, pp. {pages}].", "[{series}, ][vol. {volume}, ]{publisher}[, {place}][, {year}]."),
    "apsrev": Style("I F", "{authors}, ", "{container}[ {volume}][, {pages}][ ({year})].", "in {container}[, edited by {editors}][ ({publisher}][, {place}][, {year})][, pp. {pages}].", "{title}[ ({publisher}][, {place}][, {year})].", last=" and "),
    "elsarticle": Style("I F", "{authors}, {title}, ", "{container}[ {volume}][ ({issue})][ ({year})][ {pages}].", "in: [{editors} (Eds.), ]{container}[, {publisher}][, {place}][, {year}][, pp. {pages}].", "{publisher}[, {place}][, {year}].", last=", "),
    "splncs": Style("F, I", "{authors}: {title}. ", "{container}[ {volume}][({issue})][, {pages}][ ({year})].", "In: [{editors} (eds.) ]{container}[, pp. {pages}][. {publisher}][, {place}][ ({year})].", "{publisher}[, {place}][, {edition} edn.][ ({year})].", last=", "),
    "unsrtnat": Style("G F", "{authors}. {title}. ", "{container}[, {volume}][({issue})][:{pages}][, {month} {year}].", "In [{editors}, editors, ]{container}[, volume {volume}][, pages {pages}]. {publisher}[, {year}].", "{publisher}[, {year}].", last=", and "),
    "nar": Style("F, I", "{authors} ({year}) {title}. ", "{container}[, {volume}][, {pages}].", "In [{editors} (eds.), ]{container}[, {publisher}][, {place}][, pp. {pages}].", "{publisher}[, {place}].", last=" and "),
    # printers' and societies'
    "apa": Style("F, I", "{authors} ({year}). {title}. ", "{container}[, {volume}][({issue})][, {pages}].", "In {editors} (Eds.), {container}[ (pp. {pages})]. [{place}: ]{publisher}.", "[({edition} ed.). ][{place}: ]{publisher}.", last=", & ", editors="I F",
                 thesis="({genre}). {publisher}[, {place}].", other="[({genre}][ {number}). ][{publisher}]."),
    "mla": Style("F, G; G F", "{authors}. “{title}.” ", "{container}[, vol. {volume}][, no. {issue}][, {year}][, pp. {pages}].", "{container}[, edited by {editors}][, {publisher}][, {year}][, pp. {pages}].", "{publisher}[, {year}].", last=", and ", most=3),
    "turabian": Style("F, G; G F", "{authors}. “{title}.” ", "{container}[ {volume}][, no. {issue}][ ({year})][: {pages}].", "In {container}[, edited by {editors}][, {pages}][. {place}: {publisher}][, {year}].", "{place}: {publisher}[, {year}].", last=", and ", editors="G F"),
    "chicago-date": Style("F, G; G F", "{authors}. {year}. “{title}.” ", "{container}[ {volume}][ ({issue})][: {pages}].", "In {container}[, edited by {editors}][, {pages}][. {place}: {publisher}].", "{place}: {publisher}.", last=", and ", editors="G F", thesis="{genre}, {publisher}.", other="[{genre}][ {number}. ][{place}: ]{publisher}."),
    "note": Style("G F", "{authors}, {title} ", "{container}[ {volume}][ ({year})][, {pages}].", "in {editors} (eds.), {container}[ ({place}: {publisher}][, {year})][, pp. {pages}].", "[({place}: ]{publisher}[, {year})][, {pages}].", last=" and ", editors="G F"),
    "harvard": Style("F, I", "{authors} {year}, ‘{title}’, ", "{container}[, vol. {volume}][, no. {issue}][, pp. {pages}].", "in {editors} (eds), {container}[, {publisher}][, {place}][, pp. {pages}].", "{publisher}[, {place}].", last=" & ", editors="I F", thesis="{genre}, {publisher}."),
    "harvard2": Style("F, I.", "{authors}, {year}. {title}. ", "{container}[, {volume}][({issue})][, pp.{pages}].", "In: {editors}, eds. {container}.[ {place}: {publisher}][, pp.{pages}].", "{place}: {publisher}.", last=" and ", thesis="{genre}. {publisher}."),
    "elsevier": Style("F, I.", "{authors}, {year}. {title}. ", "{container}[ {volume}][ ({issue})][, {pages}].", "In: {editors} (Eds.), {container}. {publisher}[, {place}][, pp. {pages}].", "{publisher}[, {place}].", last=", ", thesis="{genre}. {publisher}[, {place}]."),
    "vancouver": Style("F I", "{authors}. {title}. ", "{container}[. {year}][;{volume}][({issue})][:{pages}].", "In: {editors}, editors. {container}.[ {place}: {publisher}][; {year}][. p. {pages}].", "[{edition} ed. ]{place}: {publisher}[; {year}].", last=", ", most=6),
    "ama": Style("F I", "{authors}. {title}. ", "{container}[. {year}][;{volume}][({issue})][:{pages}].", "In: {editors}, eds. {container}.[ {place}: {publisher}][; {year}][:{pages}].", "{place}: {publisher}[; {year}].", last=", "),
    "springer": Style("F I", "{authors} ({year}) {title}. ", "{container}[ {volume}][({issue})][:{pages}].", "In: {editors} (eds) {container}. {publisher}[, {place}][, pp {pages}].", "[{edition} edn. ]{publisher}[, {place}].", last=", ", thesis="{genre}, {publisher}."),
    "physiology": Style("F I", "{authors}. {title}. ", "{container}[ {volume}][: {pages}][, {year}].", "In: {container}[, edited by {editors}.][ {place}: {publisher}][, {year}][, p. {pages}].", "{place}: {publisher}[, {year}].", last=", "),
    "nature": Style("F, I", "{authors} {title}. ", "{container}[ {volume}][, {pages}][ ({year})].", "in {container}[ (eds {editors})][ {pages}][ ({publisher}][, {year})].", "[({publisher}][, {year})].", last=" & "),
    "acs": Style("F, I", "{authors} {title}. ", "{container}[ {year}][, {volume}][ ({issue})][, {pages}].", "In {container}[; {editors}, Eds.][; {publisher}: {place}][, {year}][; pp {pages}].", "{publisher}: {place}[, {year}].", between="; ", last="; "),
    "rsc": Style("I F", "{authors}, ", "{container}[, {year}][, {volume}][, {pages}].", "in {container}[, ed. {editors}][, {publisher}][, {place}][, {year}][, pp. {pages}].", "{title}[, {publisher}][, {place}][, {year}].", last=" and "),
    "iop": Style("F I_", "{authors} {year} {title} ", "{container}[ {volume}][ {pages}]", "{container}[ ed {editors}][ ({place}: {publisher})][ pp {pages}]", "({place}: {publisher})", last=" and ", thesis="{genre} {publisher}"),
    "iop-short": Style("F I_", "{authors} {year} ", "{container}[ {volume}][ {pages}]", "{container}[ ({place}: {publisher})][ p {pages}]", "{title} ({place}: {publisher})", last=" and "),
    "aas": Style("F, I", "{authors} {year}, ", "{container}[, {volume}][, {pages}]", "in {container}[, ed. {editors}][ ({place}: {publisher})][, {pages}]", "{title} ({place}: {publisher})", last=", & "),
    "inspire": Style("I F", "{authors}, {title}, ", "{container}[ {volume}][ ({year})][ {pages}]", "in {container}[, {editors}, eds.][, {publisher}][, {place}][ ({year})][, p. {pages}]", "{publisher}[, {place}][ ({year})]", last=" and "),
    "prl": Style("I F", "{authors}, ", "{container}[ {volume}][, {pages}][ ({year})]", "in {container}[, edited by {editors}][ ({publisher}][, {place}][, {year})][, p. {pages}]", "{title}[ ({publisher}][, {place}][, {year})]", last=", and "),
    "physrep": Style("I F", "{authors}, ", "{container}[ {volume}][ ({year})][ {pages}].", "in: {container}[, {editors} (Eds.)][, {publisher}][, {year}][, p. {pages}].", "{title}[, {publisher}][, {place}][, {year}].", last=", "),
    "ecology": Style("F, I; I F", "{authors}. {year}. {title}. ", "{container}[ {volume}][:{pages}].", "Pages {pages} in {editors}, editors. {container}. {publisher}[, {place}].", "{publisher}[, {place}].", last=", and "),
    "plainwords": Style("G F", "{authors}. {year}. {title}. ", "{container}[, {volume}][({issue})][:{pages}].", "In {container}[, pages {pages}][, {place}][. {publisher}].", "{publisher}[, {place}].", last=", and ", thesis="{genre}, {publisher}."),
    "cambridge": Style("F, G; G F", "{authors}, {year}. {title}. ", "{container}[, {volume}][({issue})][: {pages}].", "In {editors} (eds.), {container}[, {pages}]. {place}: {publisher}.", "{place}: {publisher}.", last=" & ", thesis="{genre}, {publisher}."),
    # other languages
    "abnt": Style("F, I", "{AUTHORS} {title}. ", "{container}[, {place}][, v. {volume}][, n. {issue}][, p. {pages}][, {year}].", "In: {editors} (Org.). {container}.[ {place}: {publisher}][, {year}][. p. {pages}].", "[{edition}. ed. ]{place}: {publisher}[, {year}].", between="; ", last="; ", language="pt"),
    "din": Style("F, G", "{authors}: {title}. ", "In: {container}[ {volume}][ ({year})][, Nr. {issue}][, S. {pages}]", "In: {editors} (Hrsg.): {container}.[ {place}: {publisher}][, {year}][, S. {pages}]", "[{edition}. Aufl. ]{place}: {publisher}[, {year}]", between="; ", last="; ", language="de"),
    "soz": Style("F, G", "{authors}, {year}: {title}. ", "{container}[ {volume}][: {pages}].", "S. {pages} in: {editors} (Hg.), {container}. {place}: {publisher}.", "[{edition}. Auflage. ]{place}: {publisher}.", last=" und ", language="de", editors="G F", thesis="{place}: {genre}, {publisher}."),
    "soz2": Style("F, G", "{authors} ({year}): {title}. ", "In: {container}[, {volume}. Jg.][, H. {issue}][, S. {pages}].", "In: {editors} (Hrsg.): {container}.[ {place}: {publisher}][, S. {pages}].", "[{edition}. Aufl., ]{place}: {publisher}.", between="/", last="/", language="de", thesis="{genre}, {publisher}."),
    "soz3": Style("F, I", "{authors} ({year}). {title}. ", "{container}[, {volume}][ ({issue})][, {pages}].", "In {editors} (Hrsg.), {container}[ (S. {pages})]. {place}: {publisher}.", "[({edition}. Aufl.). ]{place}: {publisher}.", last=" & ", language="de", editors="I F", thesis="{genre}, {publisher}."),
    "soz4": Style("F, G", "{authors}: {title}. ", "In: {container}[ {volume}][/{year}][, S. {pages}]", "In: {editors} (Hg.): {container}.[ {place}][ {year}][, S. {pages}]", "{place}[: {publisher}][ {year}].", between=", ", last=" und ", language="de", editors="G F"),
    "german-note": Style("G F", "{authors}, {title}, ", "in: {container}[ {volume}][ ({year})][, S. {pages}].", "in: {editors} (Hrsg.), {container}[, {place}][ {year}][, S. {pages}].", "{place}[ {year}].", last=" u. ", language="de", editors="I F"),
    "storia": Style("I F", "{authors}, {title}, ", "in «{container}»[, {volume}][ ({year})][, pp. {pages}].", "in {container}[, a cura di {editors}][, {place}][, {publisher}][ {year}][, pp. {pages}].", "[{place}][, {publisher}][ {year}].", last=", ", language="it", editors="I F"),
    "storia2": Style("I F", "{AUTHORS}, {title}, ", "«{container}»[, {volume}][, {year}][, pp. {pages}].", "in {container}[, a cura di {editors}][, {place}][ {year}][, pp. {pages}].", "[{place}][ {year}].", last=" - ", between=" - ", language="it", editors="I F"),
    "storia3": Style("F, G", "{authors}, {title}, ", "in “{container}”[, {volume}][, {year}][, pp. {pages}].", "in {editors} (a cura di), {container}[, {publisher}][, {place}][ {year}][, pp. {pages}].", "[{publisher}][, {place}][ {year}].", last=", ", language="it", editors="G F"),
    "storia4": Style("F I", "{authors}, {title}, ", 'in "{container}"[, n. {issue}][, {year}][, p. {pages}].', "in {container}[, {place}][ {year}][, pp. {pages}].", "[{place}][, {year}].", last=", ", language="it"),
    "histoire": Style("G F", "{authors}, {title}, ", "{container}[, t. {volume}][, {year}][, p. {pages}].", "dans {editors} (dir.), {container}[, {place}][, {publisher}][, {year}][, p. {pages}].", "[{place}][, {publisher}][, {year}].", last=" et ", language="fr", editors="G F"),
    "histoire2": Style("F G", "{AUTHORS}, « {title} », ", "{container}[, vol. {volume}][, n° {issue}][, {year}][, p. {pages}].", "in {editors} (dir.), {container}[, {place}][, {publisher}][, {year}][, p. {pages}].", "[{place}][, {publisher}][, {year}].", last=" et ", language="fr", editors="G F"),
    "afnor": Style("F G", "{AUTHORS}. {title}. ", "{container}[, {month} {year}][, vol. {volume}][, n°{issue}][, p. {pages}].", "In : {editors}. {container}.[ {place} : {publisher}][, {year}][, p. {pages}].", "[{place} : ]{publisher}[, {year}].", between=", ", last=" et ", language="fr"),
    "gost": Style("F I", "{authors} {title} ", "// {container}.[ – {year}.][ – Т. {volume}][, № {issue}.][ – С. {pages}.]", "// {container}.[ – {place}: {publisher}][, {year}.][ – С. {pages}.]", "– {place}: {publisher}[, {year}].", language="ru", last=", ", thesis="{genre}.[ – {place}][, {year}]."),
    "iso-es": Style("F, G", "{AUTHORS}. {title}. ", "{container}[, {year}][, vol. {volume}][, núm. {issue}][, pp. {pages}].", "En {editors} (coords.), {container}[ (pp. {pages})]. {place}: {publisher}.", "{place}: {publisher}[, {year}].", last=" y ", language="es"),
    "apa-es": Style("F, I", "{authors} ({year}). {title}. ", "{container}[, {volume}][({issue})][, {pages}].", "En {editors} (Eds.), {container}[ (pp. {pages})]. {place}: {publisher}.", "{place}: {publisher}.", last=" y ", language="es", editors="I F", thesis="({genre}). {publisher}."),
    "polish": Style("F I", "{authors}, {title}, ", "„{container}”[ {year}][, t. {volume}][, nr {issue}][, s. {pages}].", "[w: ]{container}[, red. {editors}][, {publisher}][, {place}][ {year}][, s. {pages}].", "{publisher}[, {place}][ {year}].", language="pl", last=", "),
    "dutch": Style("F, I", "{authors} ({year}). {title}. ", "{container}[, {volume}][({issue})][, {pages}].", "In {editors} (red.), {container}[ (pp. {pages})]. {place}: {publisher}.", "{place}: {publisher}.", last=" & ", language="nl", editors="I F"),
    "gbt": Style("FG", "{authors}. {title}[J]. ", "{container}[, {year}][, {volume}][({issue})][: {pages}].", "{container}[. {place}: {publisher}][, {year}][: {pages}].", "{place}: {publisher}[, {year}].", language="zh", between=", ", last=", "),
    "zh": Style("FG", "{authors}：《{title}》，", "《{container}》[{year}年][第{issue}期][，第{pages}页]。", "《{container}》[，{place}：{publisher}][，{year}年][，第{pages}页]。", "{place}：{publisher}[，{year}年]。", language="zh", between="、", last="、"),
    "zh-plain": Style("FG", "{authors}, {title}, ", "{container}[, 第{volume}卷][, 第{issue}期][, {year}][, pp.{pages}].", "{container}[, {publisher}][, {year}].", "{publisher}[, {year}].", language="zh", last=", "),
    "ja": Style("FG", "{authors}「{title}」", "『{container}』[{volume}巻][{issue}号][, {year}年][, {pages}頁].", "『{container}』[{publisher}][, {year}年][, {pages}頁].", "{publisher}[, {year}年].", language="ja", between="・", last="・"),
    "ko": Style("FG", "{authors}, {title}, ", "{container}[, 제{volume}권][, 제{issue}호][, {year}][, pp.{pages}].", "{container}[, {publisher}][, {year}].", "{place}: {publisher}[, {year}].", language="ko", last=", "),
    "ko2": Style("FG", "{authors}({year}), {title}, ", "{container}[ {volume}({issue})][, {pages}].", "{container}[, {publisher}].", "{place}: {publisher}.", language="ko", last=", ", between="·"),
}  # fmt: skip

_FIELD = re.compile(r"\{(\w+)\}")
_LABELS = {
    "container": "container",
    "authors": "author",
    "AUTHORS": "author",
    "editors": "editor",
    "month": "date",
    "year": "date",
}
_LIST = re.compile(r"\[((?:[^\[\]])*)\]")


def printed(record: Record, style: Style, rng: random.Random) -> list[Piece]:
    """The record in a style, as labelled pieces."""
    tail = {
        "article": style.article,
        "chapter": style.chapter,
        "book": style.book,
        "inproceedings": style.proceedings or style.chapter,
        "thesis": style.thesis,
    }.get(record.kind)
    head = style.head
    if tail is None:
        tail = style.article if record.container else style.other
    if record.kind == "news":
        tail = rng.choice(
            ["{container}, {date}[, p. {pages}].", "{container}, {date}.", "{container}[ vom {date}][, S. {pages}]."]
        )
    if record.kind in {"book", "thesis"} and "{title}" in tail:
        head = head.replace("{title}", "")
    elif (
        "{title}" not in head
        and record.kind not in {"article", "chapter", "inproceedings", "preprint", "news"}
        and "{title}" not in tail
    ):
        head = f"{head}{{title}}. " if rng.random() < 0.5 else f"{head}{{title}}, "
    if record.kind == "book" and "“" in head and rng.random() < 0.8:
        head = (
            head.replace("“{title}.”", "{title}.").replace("“{title},”", "{title},").replace("« {title} »", "{title}")
        )
    if not record.authors:
        head = _authorless(record, head, style, rng)
    template = f"{head}{tail}{_ending(record, rng)}"
    values = _values(record, style, rng)
    if "{year}" not in template and record.kind != "news" and rng.random() < 0.9:
        template = re.sub(r"\.?\s*$", ", {year}.", template, count=1)
    return _fill(template, values, rng)


def _authorless(record: Record, head: str, style: Style, rng: random.Random) -> str:
    """The head of a work that has editors, or nobody, where its authors would stand."""
    if record.editors and record.kind == "book":
        role = {"de": " (Hrsg.)", "fr": " (dir.)", "it": " (a cura di)", "es": " (Ed.)"}.get(
            style.language, rng.choice([" (Eds.)", ", editors", ", eds", " (eds.)", ", ed"])
        )
        return re.sub(r"\{(?:authors|AUTHORS)\}", "{editors}" + role, head)
    return re.sub(r"\{(?:authors|AUTHORS)\}[.,:]?\s*", "", head)


def _ending(record: Record, rng: random.Random) -> str:
    end = ""
    if record.doi:
        end += rng.choice(
            [" doi: {doi}", " https://doi.org/{doi}", " DOI: {doi}.", " doi:{doi}.", " http://dx.doi.org/{doi}"]
        )
    if record.arxiv:
        end += rng.choice(
            [
                " arXiv:{arxiv}.",
                " [arXiv:{arxiv}]",
                ", arXiv:{arxiv}",
                " [{arxiv}]." if "/" in record.arxiv else " arXiv:{arxiv} [hep-th].",
                " arXiv preprint arXiv:{arxiv}",
            ]
        )
    if record.url:
        end += rng.choice(
            [
                " {url}",
                " URL {url}.",
                " Available at: {url}",
                " Retrieved from {url}",
                " <{url}>",
                ", {url} (accessed {accessed})",
                " {url} [Zugriff: {accessed}]",
                " Accessed {accessed}. {url}",
                " Disponible en: {url}",
            ]
        )
    if rng.random() < 0.03:
        end += rng.choice(
            [
                " In press.",
                " (in French)",
                " ISBN 978-3-16-148410-0.",
                " Cited by 12.",
                " [CrossRef] [PubMed]",
                " PMID: 12345678.",
            ]
        )
    return end


def _values(record: Record, style: Style, rng: random.Random) -> dict[str, str]:
    language = record.language if record.language in lexicon.LANGUAGES else "en"
    month = ""
    if record.month:
        forms = lexicon.words("date", "months", language)[int(record.month) - 1].split("|")
        month = rng.choice(forms) if rng.random() < 0.4 else forms[0]
        month = month.capitalize() if language in {"en", "de"} else month
    day = record.day or str(rng.randint(1, 28))
    when = (
        rng.choice(
            [
                f"{day} {month} {record.year}",
                f"{month} {day}, {record.year}",
                f"{record.year}, {month} {day}",
                f"{day}.{record.month}.{record.year}",
            ]
        )
        if month
        else record.year
    )
    accessed = rng.choice(["12 May 2019", "2020-03-04", "March 3, 2018", "04.11.2015", "15 mars 2017", "1. Juni 2012"])
    names = lambda people, form: _names(people, form or style.names, style, rng)  # noqa: E731
    authors = names(record.authors, "")
    dash = rng.choice(["-", "–", "–", "--", "-", " - ", "‐"])
    return {
        "authors": authors, "AUTHORS": authors.upper() if rng.random() < 0.7 else authors, "editors": names(record.editors, style.editors), "title": record.title, "container": record.container,
        "volume": record.volume, "issue": record.issue, "pages": record.pages.replace("-", dash), "year": record.year, "month": month, "date": when, "publisher": record.publisher, "place": record.place,
        "edition": _edition(record.edition, style, rng), "series": record.series, "number": record.number, "genre": record.genre, "doi": record.doi, "url": record.url, "arxiv": record.arxiv, "accessed": accessed,
    }  # fmt: skip


def _edition(edition: str, style: Style, rng: random.Random) -> str:
    if not edition.isdigit() or style.language != "en":
        return edition
    return rng.choice(
        [
            {"2": "2nd", "3": "3rd"}.get(edition, f"{edition}th"),
            {"2": "second", "3": "third", "4": "fourth"}.get(edition, f"{edition}th"),
        ]
    )


def _names(people: tuple[Name, ...], form: str, style: Style, rng: random.Random) -> str:
    """The names as a style prints them, cut off by 'et al.' where there are many."""
    if not people:
        return ""
    first, _, others = form.partition("; ")
    shown = people[: style.most]
    cut = len(people) > len(shown) or (len(people) > 3 and rng.random() < 0.15)
    if cut and len(people) > 3:
        shown = shown[: rng.choice([1, 3])]
    texts = [_name(n, first if k == 0 or not others else others) for k, n in enumerate(shown)]
    if cut:
        return style.between.join(texts) + rng.choice([", et al.", " et al.", " et al", ", et al"])
    if len(texts) < 2:
        return texts[0]
    last = (
        style.last
        if len(texts) > 2 or not style.last.startswith(", and") or rng.random() < 0.3
        else style.last.replace(", ", " ", 1)
    )
    return style.between.join(texts[:-1]) + last + texts[-1]


def _name(name: Name, form: str) -> str:
    family, given = name
    if not given:
        return family
    initials = " ".join(
        "-".join(p[:1] + "." for p in part.split("-") if p)
        for part in re.sub(r"\.(?=\S)", ". ", given).split()
        if part[:1].isalpha()
    )
    tight = initials.replace(".", "").replace(" ", "").replace("-", "")
    return {
        "G F": f"{given} {family}", "I F": f"{initials} {family}", "F, I": f"{family}, {initials}", "F, I.": f"{family}, {initials.replace(' ', '')}", "F, G": f"{family}, {given}",
        "F I": f"{family} {tight}", "F I_": f"{family} {' '.join(tight)}", "F G": f"{family} {given}", "FG": f"{family}{given}" if not family.isascii() else f"{family} {given}",
    }[form]  # fmt: skip


def _fill(template: str, values: dict[str, str], rng: random.Random) -> list[Piece]:
    """The template with its fields filled in, as labelled pieces; groups with a missing field are dropped."""
    keep = "[J]" in template
    template = template.replace("[J]", "\x01")

    def group(match: re.Match[str]) -> str:
        fields = _FIELD.findall(match[1])
        return match[1] if not fields or all(values[f] for f in fields) else ""

    if not values["editors"]:
        template = re.sub(r"\{editors\}[^\[\]{]*", "", template)
    # Brackets that print (an arXiv number's) hold no optional field and were filled before.
    template = re.sub(r"\[(arXiv:)?\{arxiv\}\]", lambda m: f"\x02{m[1] or ''}{{arxiv}}\x03", template)
    template = re.sub(r"\[Zugriff: \{accessed\}\]", "\x02Zugriff: {accessed}\x03", template)
    template = template.replace("[CrossRef] [PubMed]", "\x02CrossRef\x03 \x02PubMed\x03").replace(
        "[hep-th]", "\x02hep-th\x03"
    )
    template = _LIST.sub(group, template)
    template = (
        template.replace("\x02", "[")
        .replace("\x03", "]")
        .replace("\x01", "[J]" if keep else "")
        .replace("\\ ", rng.choice([" ", " ", "  "]))
    )
    pieces: list[Piece] = []
    at = 0
    for match in _FIELD.finditer(template):
        pieces.append((template[at : match.start()], "other"))
        name = match[1]
        if values[name]:
            pieces.append((values[name], _LABELS.get(name, name)))
        at = match.end()
    pieces.append((template[at:], "other"))
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Without doubled punctuation where a field was missing or ends with a full stop itself."""
    text: list[Piece] = []
    for piece, label in pieces:
        if not piece:
            continue
        before = text[-1][0] if text else ""
        if (
            label == "other"
            and before[-1:] in ".?!"
            and piece[:1] in ".,"
            and not (before[-1] == "." and piece[0] == ",")
        ):
            piece = piece[1:]  # noqa: PLW2901 (the rest of the piece)
        if not text and label == "other":
            piece = piece.lstrip(" .,:;")  # noqa: PLW2901 (the same)
        if piece:
            text.append((piece, label))
    return text


def variant(style: Style, rng: random.Random) -> Style:
    """A style with a habit or two changed, as no two journals are alike."""
    changes: dict[str, object] = {}
    if rng.random() < 0.15 and style.names in {"F, I", "I F"}:
        changes["names"] = {"F, I": "F, G", "I F": "G F"}[style.names]
    if rng.random() < 0.12:
        changes["head"] = (
            style.head.replace("{title}.", rng.choice(['"{title}."', "“{title}.”", "'{title}'."]))
            if "“" not in style.head
            else style.head.replace("“", '"').replace("”", '"')
        )
    if rng.random() < 0.1:
        changes["last"] = rng.choice([" and ", ", and ", " & ", ", & ", ", "])
    return replace(style, **changes)  # type: ignore[arg-type]
