"""What is attached to a mail is a document of its own, and comes and goes with the mail."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.sync import contents
from ingest.sync.sync import remove, sync
from rag.storage.audit import faults
from rag.storage.stores import Stores

MINUTES = b"The board met in the town hall. It resolved to close the harbour."
TIDES = b"High water was at noon. Low water was at six."


def mail(
    *attachments: tuple[str, bytes], body: str = "Here are the papers that I spoke of. They are dull."
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ada Quist <ada@harbour.example>"
    made["To"] = "Bo Marsh <bo@herald.example>"
    made["Subject"] = "Papers on the harbour"
    made["Date"] = "Mon, 04 Mar 2019 10:00:00 +0000"
    made.set_content(body)
    for name, content in attachments:
        if name.endswith(".eml"):
            made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        else:
            made.add_attachment(content, maintype="text", subtype="plain", filename=name)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def held(stores: Stores) -> dict[str, str]:
    """The last part of each document's place, and its text."""
    return {
        each.path.rsplit("/", 1)[-1]: stores.library.document(each.id).text
        for each in stores.library.holdings()
    }


def test_attachments_are_documents_that_point_to_their_mail(stores: Stores, folder: Path) -> None:
    (folder / "note.eml").write_bytes(bytes(mail(("minutes.txt", MINUTES), ("tides.txt", TIDES))))
    outcome = sync(stores, [folder])
    assert [path.rsplit("/", 1)[-1] for path in outcome.added] == [
        "note.eml",
        "note.eml#minutes.txt",
        "note.eml#tides.txt",
    ]
    texts = held(stores)
    assert texts["note.eml#tides.txt"] == TIDES.decode()
    entries = {each.path.rsplit("/", 1)[-1]: each for each in stores.library.holdings()}
    mail_id = entries["note.eml"].id
    assert entries["note.eml#minutes.txt"].metadata.extra["attached_to"] == mail_id
    assert len(sync(stores, [folder]).unchanged) == 1
    assert set(held(stores)) == set(texts)
    assert faults(stores) == []


def test_a_mail_that_changes_brings_drops_and_keeps_attachments(stores: Stores, folder: Path) -> None:
    (folder / "note.eml").write_bytes(bytes(mail(("minutes.txt", MINUTES), ("tides.txt", TIDES))))
    sync(stores, [folder])
    kept = next(each.id for each in stores.library.holdings() if each.path.endswith("#minutes.txt"))
    (folder / "note.eml").write_bytes(
        bytes(mail(("minutes.txt", MINUTES), ("moon.txt", b"The moon was full.")))
    )
    outcome = sync(stores, [folder])
    assert [path.rsplit("#", 1)[-1] for path in outcome.removed] == ["tides.txt"]
    assert set(held(stores)) == {"note.eml", "note.eml#minutes.txt", "note.eml#moon.txt"}
    assert next(each.id for each in stores.library.holdings() if each.path.endswith("#minutes.txt")) == kept
    assert faults(stores) == []


def test_attachments_go_with_their_mail(stores: Stores, folder: Path) -> None:
    (folder / "note.eml").write_bytes(bytes(mail(("minutes.txt", MINUTES))))
    (folder / "other.txt").write_text("A note on something else that stays where it is.")
    sync(stores, [folder])
    (folder / "note.eml").unlink()
    outcome = sync(stores, [folder])
    assert len(outcome.removed) == 2
    assert set(held(stores)) == {"other.txt"}
    assert faults(stores) == []


def test_an_attachment_that_cannot_be_read_is_told_with_its_reason(stores: Stores, folder: Path) -> None:
    (folder / "note.eml").write_bytes(bytes(mail(("minutes.txt", MINUTES), ("empty.txt", b" "))))
    outcome = sync(stores, [folder])
    (failure,) = outcome.failed
    assert failure["path"].endswith("note.eml#empty.txt")
    assert failure["error"].startswith("It is empty.")
    (note,) = (each for each in stores.library.holdings() if each.path.endswith(".eml"))
    assert any("empty.txt was not ingested" in warning for warning in note.warnings)


def test_one_paper_attached_to_two_mails_is_one_document(stores: Stores, folder: Path) -> None:
    (folder / "a.eml").write_bytes(
        bytes(mail(("minutes.txt", MINUTES), body="First I sent it to you. Look."))
    )
    (folder / "b.eml").write_bytes(
        bytes(mail(("minutes.txt", MINUTES), body="Then I sent it again. Please look."))
    )
    sync(stores, [folder])
    (minutes,) = (each for each in stores.library.holdings() if "minutes" in each.path)
    assert [place.rsplit("/", 1)[-1] for place in minutes.places] == [
        "a.eml#minutes.txt",
        "b.eml#minutes.txt",
    ]
    (folder / "a.eml").unlink()
    sync(stores, [folder])
    assert "b.eml#minutes.txt" in held(stores)
    assert faults(stores) == []


def test_mails_in_mails_end_somewhere(stores: Stores, folder: Path) -> None:
    inner = mail(("minutes.txt", MINUTES), body="The innermost of all. It has the minutes.")
    for number in range(8):
        inner = mail(
            (f"forwarded{number}.eml", bytes(inner)), body=f"Forwarded for the {number}th time. Sorry."
        )
    (folder / "deep.eml").write_bytes(bytes(inner))
    outcome = sync(stores, [folder])
    assert ["nested too deep" in failure["error"] for failure in outcome.failed] == [True]
    assert 4 <= outcome.documents <= 8
    assert any("too deep" in warning for each in stores.library.holdings() for warning in each.warnings)
    assert faults(stores) == []


def test_all_that_a_file_contains_has_one_limit(
    stores: Stores, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST", 3)
    inner = [(f"{name}.eml", bytes(mail(("tides.txt", TIDES + name.encode())))) for name in "abc"]
    (folder / "outer.eml").write_bytes(bytes(mail(*inner, body="Two of these mails have room. See below.")))
    outcome = sync(stores, [folder])
    assert [each["path"].rsplit("/", 1)[-1] for each in outcome.failed] == [
        f"outer.eml#{name}.eml#tides.txt" for name in "abc"
    ]
    assert all("contains more than 3 files" in each["error"] for each in outcome.failed)
    assert faults(stores) == []


def test_two_attachments_of_one_name_are_two(stores: Stores, folder: Path) -> None:
    (folder / "note.eml").write_bytes(
        bytes(mail(("a.txt", MINUTES), ("a.txt", TIDES), ("../a.txt", b"A third.")))
    )
    sync(stores, [folder])
    assert set(held(stores)) == {"note.eml", "note.eml#a.txt", "note.eml#2:a.txt", "note.eml#3:a.txt"}
    mail_id = next(each.id for each in stores.library.holdings() if each.path.endswith(".eml"))
    remove(stores, [mail_id])
    assert faults(stores) == []


def test_a_mailbox_is_taken_in_whole(stores: Stores, folder: Path) -> None:
    begins = b"From ada@harbour.example Mon Mar  4 10:00:00 2019\n"
    mails = (
        begins + f"From: Ada <ada@harbour.example>\nSubject: Tide {at}\n\nx\n\n".encode() for at in range(210)
    )
    (folder / "years.mbox").write_bytes(b"".join(mails))
    outcome = sync(stores, [folder])
    assert (len(outcome.added), outcome.failed) == (211, [])
