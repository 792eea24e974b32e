"""One paper in every format that the program reads, and a scan, all with the same finding."""

from email.message import EmailMessage
from pathlib import Path

import docx
from odf import text
from odf.opendocument import OpenDocumentText

from harness.papers import Sheet, as_bytes, pdf, scan

FINDING = "The inspectors found that one ward in three had no nurse at night."


def write_papers(folder: Path) -> None:
    sheet = Sheet(420, 300)
    for number, line in enumerate((FINDING, "They came back in June and found the same ward empty.")):
        sheet.put(40, 240 - 20 * number, line, 12)
    word = docx.Document()
    word.add_heading("On the wards", 1)
    word.add_paragraph(FINDING)
    odt = OpenDocumentText()
    odt.text.addElement(text.P(text=FINDING))
    odt.save(folder / "notes.odt")
    page = "<html><head><title>On the wards</title></head><body><article><h1>On the wards</h1>" + "".join(
        f"<p>{FINDING} The hospital answered in {month} that it had hired more people since.</p>"
        for month in ("March", "May", "June")
    )
    mail, saved = EmailMessage(), EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "The wards"
    mail["Date"] = "Tue, 05 May 2020 10:00:00 +0000"
    mail.set_content(f"Dear colleague,\n\n{FINDING}\n\nYours, A.\n")
    saved.set_content(page + "</article></body></html>", subtype="html")
    saved.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a>")
    for name, content in {
        "report.md": f"---\ntitle: On the wards\ndate: 2020-05-04\n---\n# Findings\n\n{FINDING}\n".encode(),
        "letter.txt": f"To the board.\n\n{FINDING} We ask for an answer by 1 June 2020.\n".encode(),
        "page.html": (page + "</article></body></html>").encode(),
        "typed.pdf": pdf([sheet]),
        "scan.pdf": scan(pdf([sheet])),
        "minutes.docx": as_bytes(word),
        "old.rtf": b"{\\rtf1\\ansi On the wards.\\par " + FINDING.encode() + b"\\par}",
        "mail.eml": mail.as_bytes(),
        "saved.mhtml": saved.as_bytes(),
    }.items():
        (folder / name).write_bytes(content)
