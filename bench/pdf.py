"""PDF against text, end to end, and what reading costs: `python bench/pdf.py [../shared] [PAPERS]` prints one table.

Labelled papers are set in one and two columns and reviewed; a row is a form of the same papers: detection and
end-to-end F1 of citations by author and year, F1 of the references that the list is split into, and pages a CPU second.
Needs the dependency group `bench`, and a TrueType font with Greek and accents.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import rendered

import litreview
from litreview import extract, read

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
)
FORMS = ("text", "one column", "two columns")


def letters(text):
    return re.sub(r"[\W_]+", "", text).lower()


def split_right(references, gold):
    """Right, found and labelled references of a list."""
    labelled = {letters(one["raw"]) for one in gold["references"]}
    return sum(letters(one.raw) in labelled for one in references), len(references), len(labelled)


def main():
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / ".." / "shared")
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    sys.path.insert(0, str(shared / "tools"))
    import eval_intext  # noqa: PLC0415 (lies beside the data)
    import score_intext  # noqa: PLC0415

    font = next(path for path in FONTS if Path(path).is_file())
    clean = sorted(
        p
        for p in (shared / "data" / "intext" / "dev").iterdir()
        if p.name.startswith("ay") and not p.name.endswith("-f")
    )
    papers = clean[:: max(1, len(clean) // wanted)][:wanted]
    scores, lists, cost = {}, {form: [0, 0, 0] for form in FORMS}, {form: [0, 0.0] for form in FORMS}
    with tempfile.TemporaryDirectory() as folder:
        for paper in papers:
            text = (paper / "paper.txt").read_text(encoding="utf-8")
            gold = json.loads((paper / "gold.json").read_text(encoding="utf-8"))
            for columns, form in enumerate(FORMS):
                path = Path(folder, f"{paper.name}.{columns}.pdf") if columns else paper / "paper.txt"
                if columns:
                    rendered.pdf(path, text, gold, columns, font)
                began = time.process_time()
                document = read.document(path)
                cost[form][0] += max((part.page or 0 for part in document.parts), default=0)
                cost[form][1] += time.process_time() - began
                labels = rendered.carried(gold, text, document.text) if columns else gold
                review = litreview.review([path], offline=True).to_dict()
                score_intext.add(
                    scores.setdefault(form, {}), score_intext.score(labels, eval_intext.prediction(review))
                )
                lists[form] = [
                    a + b for a, b in zip(lists[form], split_right(extract.references(document), gold), strict=True)
                ]
    print(f"{len(papers)} papers   detection   end to end   list   pages a CPU second")
    for form in FORMS:
        score = score_intext.fin(scores[form])
        right, found, labelled = lists[form]
        pages, seconds = cost[form]
        pace = f"{pages / seconds:.0f}" if pages else ""
        print(
            f"{form:12} {score['detection']['f1']:8.3f} {score['end_to_end']['f1']:12.3f} {2 * right / (found + labelled):8.3f}   {pace}"
        )


if __name__ == "__main__":
    main()
