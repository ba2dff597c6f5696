"""Labelled papers set as PDF, in one or two columns, and their labels carried over to the text that is read from it."""

from __future__ import annotations

import bisect
import re
from html import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

MARGIN, GAP = 56, 18
GRAM, FAR = 20, 300
"""Letters that must agree before two texts are in step again, and how far apart the place for it is sought."""


def pdf(path, text, gold, columns, font):
    """Write the paper: justified, hyphenated, a list that hangs, running heads, page numbers at head and foot."""
    if "Body" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Body", font))
    size = 9 if columns == 2 else 11
    common = {"fontName": "Body", "alignment": 4, "hyphenationLang": "en_GB"}
    body = ParagraphStyle("body", fontSize=size, leading=1.2 * size, firstLineIndent=12, **common)
    head = ParagraphStyle(
        "head", fontName="Body", fontSize=size + 3, leading=1.2 * (size + 3), spaceBefore=10, spaceAfter=6
    )
    item = ParagraphStyle(
        "item", fontSize=size - 1, leading=1.2 * (size - 1), leftIndent=14, firstLineIndent=-14, **common
    )
    width, height = A4
    wide = (width - 2 * MARGIN - (columns - 1) * GAP) / columns
    frames = [
        Frame(MARGIN + n * (wide + GAP), MARGIN, wide, height - 2 * MARGIN, leftPadding=0, rightPadding=0)
        for n in range(columns)
    ]

    def furniture(canvas, document):
        canvas.setFont("Body", 8)
        canvas.drawString(MARGIN, height - 36, "Harbour Studies 12 (2019)" if document.page % 2 else "A. Marlow et al.")
        canvas.drawRightString(width - MARGIN, height - 36, str(document.page))
        canvas.drawCentredString(width / 2, 30, f"Page {document.page}")

    start = text.rfind("\n", 0, gold["references"][0]["start"]) + 1
    story = []
    for block in filter(str.strip, re.split(r"\n\s*\n", text[:start])):
        heading = len(block) < 90 and not block.rstrip().endswith((".", ":", ";"))
        story.append(Paragraph(escape(" ".join(block.split())), head if heading else body))
    for reference in gold["references"]:
        begin = text.rfind("\n", 0, reference["start"]) + 1  # with its printed number
        story.append(Paragraph(escape(" ".join(text[begin : reference["end"]].split())), item))
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build(story)


def carried(gold, text, read):
    """The labels of text with the offsets that they have in read."""
    places, targets = _letters(text), _letters(read)
    step = _steps([text[n].lower() for n in places], [read[n].lower() for n in targets])
    known = sorted(step)

    def start(offset):
        n = known[min(bisect.bisect_left(known, bisect.bisect_left(places, offset)), len(known) - 1)]
        return targets[step[n]]

    def moved(label):
        return label | {"start": start(label["start"]), "end": start(label["end"] - 1) + 1}

    return gold | {
        "citations": [moved(one) for one in gold["citations"]],
        "references": [moved(one) for one in gold["references"]],
        "ignore": [[start(first), start(last - 1) + 1] for first, last in gold["ignore"]],
        "body_end": start(gold["body_end"]),
    }


def _letters(text):
    return [n for n, char in enumerate(text) if char.isalnum()]


def _steps(one, two):
    """Which letter of one is which of two; both are the same text, but for what was added or lost."""
    step, i, j = {}, 0, 0
    while i < len(one) and j < len(two):
        if one[i] == two[j]:
            step[i] = j
            i, j = i + 1, j + 1
            continue
        skips = ((d, total - d) for total in range(1, FAR) for d in range(total + 1))
        found = next(((a, b) for a, b in skips if one[i + a : i + a + GRAM] == two[j + b : j + b + GRAM]), (1, 0))
        i, j = i + found[0], j + found[1]
    return step
