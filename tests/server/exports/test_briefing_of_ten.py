"""Briefings of ten questions, read back from the Word file and held against the files on disk."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import yaml

from rag.service import Service
from rag.text.dates import spoken_date
from server.cli import main

from .reading_back import Note, WordFile, folded, read_back

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "documents"
AFFAIR = ROOT / "tests" / "affair" / "documents"

ON_THE_REPORT = """
## What the report says
What does the Impower report say about the single-word judgment?
By how much did work volumes grow after an inadequate judgment?
Which authorities does the claim of a spiral rest on?
What does the report say about fixing a service within six months?
## What Ofsted answers
What did Ofsted's spokesman say about independent scrutiny?
Does Ofsted accept that the word inadequate damages councils?
## The wider setting
How many vacancies for children's social workers were there in September 2015?
What did the National Audit Office find about spending and quality?
When did the single inspection framework begin?
What did the Children's Commissioner say about the report?
"""

ON_THE_FERRY = """
Who asked Tallow Pryce to review the Hethersay crossing?
Until when does Norvane's contract with the council run?
Who called the review's findings serious?
What did Tamsin Orrey say about the consultant?
How many sailings were cancelled in the winter of 2018 to 2019?
What would a service run by the council itself cost each year?
When did the Commission open its inquiry?
How long does the harbour survey say that the breakwater will last?
What does the harbour survey say about the slipway?
What did the coastguard say about the cancelled sailings?
"""

SURVEY = (
    ("11", "This survey of the harbour of Port Sallow was carried out in May 2019."),
    ("12", "The breakwater of the harbour will last for 30 years, the survey found."),
    ("13", "The slipway of the harbour is worn, and the survey asks that it be closed in winter."),
)


def labelled_pdf() -> bytes:
    """A page for each sentence of the survey, with the numbers that are printed on them."""
    objects = ["<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /D /St 11 >>] >> >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(SURVEY)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(SURVEY)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, (_, sentence) in enumerate(SURVEY):
        drawn = f"BT /F1 11 Tf 60 700 Td ({sentence}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    content, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(content)
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return content + f"{end}startxref\n{start}\n%%EOF\n".encode()


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Service, str], WordFile]:
    def made(service: Service, questions: str) -> WordFile:
        monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))
        file, out = tmp_path / "questions.txt", tmp_path / "out.docx"
        file.write_text(questions, encoding="utf-8")
        assert main(["brief", str(file), "-o", str(out), "--footnotes", "whole"]) == 0
        return read_back(out.read_bytes())

    return made


def front_matter(file: Path) -> tuple[dict[str, str], str]:
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return {key: str(value) for key, value in yaml.safe_load(head).items()}, body


def test_over_the_documents_every_sentence_is_exact_and_every_note_right(
    service_over: Callable[..., Service], brief: Callable[[Service, str], WordFile]
) -> None:
    held = [front_matter(file) for file in DOCUMENTS.glob("*.md") if file.name != "README.md"]
    by_address = {known["url"]: (known, folded(body)) for known, body in held if "url" in known}
    read = brief(service_over(DOCUMENTS), ON_THE_REPORT)
    told = [paragraph for paragraph in read.paragraphs if paragraph.style == "Summary"]
    assert len(told) >= 9, "nine of the questions are answered by these documents"
    for paragraph in told:
        found = re.fullmatch(r"(.*?Our summary of .*?:|.*? \(our summary\):) (.*)", paragraph.text)
        assert found, paragraph.text
        lead, said = found.groups()
        notes = [read.notes[number] for number in paragraph.notes]
        (address,) = {target for note in notes for target in note.targets}
        known, body = by_address[address]
        assert known["text_type"] == "summary"
        source = f"{known['publisher']}, {spoken_date(known.get('date')) or 'undated'}"
        assert f"Our summary of {source}:" in lead or f"{source} (our summary):" in lead
        for part in (
            known["title"],
            known["publisher"],
            spoken_date(known.get("date")) or "undated",
            address,
        ):
            assert all(part in note.text for note in notes)
        for sentence in re.split(r"(?<=[.?!]) (?=i?[A-Z])", said):
            assert sentence in body, sentence
    assert read.text.count("quote the original") == 1, "said once, at the head"
    assert "own words" not in read.text, "nothing is quoted"
    assert read.styled("Quote") == [], "only summaries are held, and none may be quoted"
    assert "Children's Commissioner" in _under(read, "Could not be verified or found")


def test_over_originals_every_quotation_is_exact_and_every_note_leads_to_its_page(
    service_over: Callable[..., Service],
    brief: Callable[[Service, str], WordFile],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("survey")
    (folder / "harbour-survey.pdf").write_bytes(labelled_pdf())
    (folder / "harbour-survey.pdf.meta.yaml").write_text(
        "title: Harbour survey\npublisher: Port Sallow Harbour\ndate: 2019-06\nkind: report\n",
        encoding="utf-8",
    )
    service = service_over(AFFAIR, folder)
    library = service.stores.library
    texts = {held.id: folded(library.document(held.id).text) for held in library.holdings()}
    addresses = {held.metadata.url: held.id for held in library.holdings() if held.metadata.url}
    read = brief(service, ON_THE_FERRY)
    quotations = [paragraph for paragraph in read.paragraphs if paragraph.style == "Quote"]
    assert len(quotations) >= 9
    paged = 0
    for paragraph in quotations:
        assert paragraph.text == paragraph.quoted, "a quotation stands alone in its paragraph"
        (number,) = paragraph.notes
        note, quote = read.notes[number], folded(paragraph.text[1:-1])
        assert (paragraph.text[0], paragraph.text[-1]) == ("“", "”")
        if note.targets:
            id = addresses[note.targets[0]]
            known = library.document(id).metadata
            assert quote in texts[id]
            for part in (known.title, known.publisher, spoken_date(known.date) or "undated", known.url):
                assert part
                assert part in note.text
        else:
            paged += 1
            assert quote in _page(folder / "harbour-survey.pdf", note)
    assert paged >= 2, "the survey answers two of the questions"
    doubts = _under(read, "Could not be verified or found")
    (kept,) = service.archive.conversations()
    for given in service.archive.answers(kept.id):
        assert (given.question in doubts) == (given.status != "answered")


def _page(file: Path, note: Note) -> str:
    """The text of the page that a note names, read anew; the printed number is checked on the way."""
    found = re.search(
        r"June 2019, printed page (\w+), PDF page (\d+)\. No address is known; the file is “(.+?)”\.",
        note.text,
    )
    assert found, note.text
    label, number, name = found.groups()
    assert name == file.name
    assert SURVEY[int(number) - 1][0] == label
    with pypdfium2.PdfDocument(file) as document:
        return folded(document[int(number) - 1].get_textpage().get_text_bounded())


def _under(read: WordFile, title: str) -> str:
    """What stands between a heading of the first level and the next."""
    level = [(paragraph.style == "Heading1", paragraph.text) for paragraph in read.paragraphs]
    start = level.index((True, title)) + 1
    end = next((at for at in range(start, len(level)) if level[at][0]), len(level))
    return "\n".join(text for _, text in level[start:end])
