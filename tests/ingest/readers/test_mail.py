"""Mail: its head, its body plain or in HTML, what was attached, and web pages saved as one file."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from harness.papers import Sheet, pdf
from ingest.readers import read
from ingest.readers.mail.eml import read_mhtml
from ingest.text.reading import FileContent
from rag.errors import Unreadable


def mail(**head: str) -> EmailMessage:
    message = EmailMessage(SMTP)
    defaults = {
        "From": "Zoë Ångström <zoe@council.example>",
        "To": "Ann <ann@paper.example>, desk@paper.example",
        "Date": "Wed, 29 Apr 2015 10:15:00 +0100",
        "Subject": "Re: the figures you asked for – part 2",
    }
    for name, value in (defaults | head).items():
        message[name] = value
    return message


def reading_of(message: EmailMessage) -> FileContent:
    return read(Path("a.eml"), message.as_bytes())


def texts(reading: FileContent) -> list[str]:
    return [block.text for block in reading.blocks]


def test_the_head_stands_above_the_body_and_in_the_metadata() -> None:
    message = mail()
    message.set_content("The figures are final.\n\nPlease use them with care.\n")
    reading = reading_of(message)
    assert texts(reading) == [
        "Re: the figures you asked for – part 2",
        "From: Zoë Ångström <zoe@council.example>",
        "To: Ann <ann@paper.example>, desk@paper.example",
        "Date: Wed, 29 Apr 2015 10:15:00 +0100",
        "The figures are final.",
        "Please use them with care.",
    ]
    metadata = reading.metadata
    assert metadata.title == "the figures you asked for – part 2"
    assert metadata.author == "Zoë Ångström"
    assert metadata.date == "2015-04-29"
    assert metadata.extra["sender"] == "Zoë Ångström <zoe@council.example>"
    assert metadata.extra["recipients"] == "Ann <ann@paper.example>, desk@paper.example"


def test_a_body_in_html_alone_is_read() -> None:
    message = mail()
    message.set_content(
        "<p>The <b>café</b> closed.</p><ul><li>In May</li></ul><script>no()</script>", subtype="html"
    )
    assert texts(reading_of(message))[4:] == ["The café closed.", "In May"]


def test_the_plain_form_is_preferred_unless_it_only_points_to_the_other() -> None:
    long = "The council has looked at all of the cases and found that most of them were closed within a week."
    both, pointing = mail(), mail()
    both.set_content(long)
    both.add_alternative(f"<p>{long}</p>", subtype="html")
    pointing.set_content("Your program shows no HTML.")
    pointing.add_alternative(f"<p>{long}</p>", subtype="html")
    assert texts(reading_of(both))[4:] == texts(reading_of(pointing))[4:] == [long]


def test_what_is_quoted_from_an_earlier_mail_stands_apart_without_its_marks() -> None:
    message = mail()
    message.set_content(
        "We disagree.\n\n> The plan is sound\n> and will be kept.\n>\n> Nobody objected.\n\nWe did object.\n"
    )
    assert texts(reading_of(message))[4:] == [
        "We disagree.",
        "The plan is sound",
        "and will be kept.",
        "Nobody objected.",
        "We did object.",
    ]


def test_lines_that_flow_are_joined() -> None:
    message = mail()
    message.set_content("The plan is sound and \nwill be kept.\n\nSo be it.\n")
    message.set_param("format", "flowed")
    assert texts(reading_of(message))[4:] == ["The plan is sound and will be kept.", "So be it."]


def test_a_body_in_an_old_code_page_is_not_mangled() -> None:
    head = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n"
    raw = head + b"The \x93caf\xe9\x94 \x96 \x8012.\r\n"
    assert texts(read(Path("a.eml"), raw))[-1] == "The “café” – €12."


def test_a_body_whose_charset_nobody_knows_is_still_read() -> None:
    raw = b"From: a@b.example\r\nContent-Type: text/plain; charset=x-nowhere\r\n\r\nWords all the same.\r\n"
    assert texts(read(Path("a.eml"), raw))[-1] == "Words all the same."


def test_attachments_are_files_of_their_own() -> None:
    message = mail()
    message.set_content("See attached.")
    paper = pdf([Sheet().put(60, 700, "The attached paper.")])
    message.add_attachment(paper, maintype="application", subtype="pdf", filename="../../report é.pdf")
    message.add_attachment("a;b\n", subtype="csv", filename="figures.csv")
    inner = mail(Subject="The first letter")
    inner.set_content("It began with this.")
    message.add_attachment(inner)
    attached = next(message.iter_attachments())
    assert isinstance(attached, EmailMessage)
    attached.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    found = reading_of(message).attachments
    assert [each.name for each in found] == ["report é.pdf", "figures.csv", "The first letter.eml"]
    assert found[0].content == paper
    assert "It began with this." in texts(read(Path(found[2].name), found[2].content))


def test_an_attached_text_is_not_the_body() -> None:
    message = mail()
    message.set_content("The body.")
    message.add_attachment("The attachment.", filename="note.txt")
    reading = reading_of(message)
    assert texts(reading)[4:] == ["The body."]
    assert [each.name for each in reading.attachments] == ["note.txt"]


def test_an_encrypted_mail_says_so() -> None:
    message = mail()
    message.set_content(b"\x30\x80", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    with pytest.raises(Unreadable, match="encrypted mail"):
        reading_of(message)


def test_a_file_without_a_head_is_no_mail() -> None:
    with pytest.raises(Unreadable, match="holds no mail"):
        read(Path("a.eml"), b"\r\nOnly words.\r\n")


def test_a_page_saved_with_its_pictures_in_one_file() -> None:
    message = EmailMessage()
    page = "<html><head><title>On gulls</title></head><body><article><h1>On gulls</h1>" + "".join(
        f"<p>Gulls of kind {letter} were seen on the pier in the early morning by several people.</p>"
        for letter in "ABC"
    )
    message.set_content(page + "</article></body></html>", subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a>")
    reading = read_mhtml(message.as_bytes())
    assert [block.text for block in reading.blocks][:2] == [
        "On gulls",
        "Gulls of kind A were seen on the pier in the early morning by several people.",
    ]
