"""Every setting, read from the environment or `.env` with the prefix REPORT_QA_."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import BadSetting
from rag.types import Precision

_SHORTEST_KEY = 16  # characters


class Settings(BaseSettings):
    """The defaults need no key and no network. The README lists every setting; a test compares them."""

    model_config = SettingsConfigDict(env_prefix="REPORT_QA_", env_file=".env", extra="ignore")

    data_dir: Path = Field(Path(".data"), description="the folder for everything that the service writes")
    embedding_model: str = Field(
        "",
        description="a sentence-transformers name or folder, or provider:model; empty: the built-in MiniLM",
    )
    embedding_precision: Precision = Field(
        "int8",
        description="precision of the built-in MiniLM; fp32 takes more than twice the time and is hardly better",
    )
    reranker: str = Field(
        "",
        description="a sentence-transformers cross-encoder by name or folder; empty: the built-in one; off: none",
    )
    model_dir: Path | None = Field(
        None, description="the folder of the exported built-in model; empty: in the venv"
    )
    chroma_url: str = Field("", description="a Chroma server to use; empty: embedded in the data folder")
    milvus_url: str = Field(
        "",
        description="a Milvus server for both indexes, or a file.db for milvus-lite; empty: Chroma and tantivy",
    )
    milvus_token: str = Field(
        "", repr=False, description="`user:password` or the key of the Milvus server; empty: it asks for none"
    )
    database_url: str = Field(
        "",
        repr=False,
        description="a PostgreSQL database for the library, as postgresql://USER:PASSWORD@HOST/DATABASE; "
        "empty: SQLite in the data folder",
    )
    api_key: str = Field(
        "",
        repr=False,
        description="the key of every request, at least 16 characters; required to listen beyond this machine",
    )
    allowed_hosts: str = Field("", description="additional host names of the server, separated by commas")
    user_header: str = Field(
        "", description="the header in which a proxy names who it has logged in; empty: no proxy does"
    )
    trusted_proxies: str = Field(
        "",
        description="addresses and networks of the proxies whose headers are believed, separated by commas",
    )
    audit_questions: bool = Field(False, description="whether the audit log keeps what was asked")
    log_format: Literal["text", "json"] = Field(
        "text",
        description="`json`: a line of JSON for each request and fault, without questions; text: faults alone",
    )
    max_file_mb: int = Field(50, gt=0, description="the largest file; larger files are rejected")
    max_pages: int = Field(2000, gt=0, description="the most pages of a file; longer files are rejected")
    max_unpacked_mb: int = Field(
        500, gt=0, description="the largest unpacked size of an archive, such as a Word file"
    )
    max_upload_mb: int = Field(200, gt=0, description="the largest request with files")
    max_body_kb: int = Field(256, gt=0, description="the largest request without files")
    request_seconds: float = Field(
        15,
        gt=0,
        description="time for the body of a request to arrive; files get more time by their size",
    )
    questions_at_once: int = Field(
        4,
        gt=0,
        description="the number of questions answered at the same time; raise it if a chat model is slow",
    )
    questions_waiting: int = Field(
        64, ge=0, description="the number of questions that may wait; further ones are rejected for a while"
    )
    parse_seconds: float = Field(
        20,
        gt=0,
        description="processor time to read a file; it starts again with each page",
    )
    parse_memory_mb: int = Field(1024, ge=256, description="memory to read a file")
    parse_workers: int = Field(2, gt=0, description="the number of processes that read files")
    fetch_seconds: float = Field(30, gt=0, description="time to fetch an address")
    quoted_characters: int = Field(
        1500, gt=0, description="the most that one answer quotes from one document"
    )
    chat_model: str = Field(
        "",
        description="the chat model that chooses what answers, as provider:model; empty: we choose by ourselves",
    )
    chat_writes: Literal["selection", "note"] = Field(
        "selection",
        description="what the model does: `selection`, it chooses sentences; `note`, it words a note over them",
    )
    verifier: str = Field(
        "model",
        description="who verifies a note: `model`, the chat model in a second call; `off`; or an entailment model",
    )
    chat_base_url: str = Field(
        "", description="the address of a server with the OpenAI protocol; empty: the provider's own"
    )
    chat_api_key: str = Field(
        "", repr=False, description="the provider's key; empty: where its package looks for one"
    )
    chat_temperature: float | None = Field(
        0.0, ge=0, le=2, description="the model's temperature; none: not sent"
    )
    chat_max_tokens: int = Field(800, gt=0, description="the longest reply")
    chat_timeout: float = Field(60, gt=0, description="seconds until the quotations stand without the model")
    chat_retries: int = Field(1, ge=0, description="retries of a failed request within that time")
    chat_stream: bool = Field(True, description="receive the reply while it is written; some servers cannot")
    chat_passage_tokens: int = Field(4000, gt=0, description="the most text from documents in one request")
    chat_reuse: bool = Field(True, description="reuse a stored answer while the documents are unchanged")

    @field_validator("api_key")
    @classmethod
    def _not_guessable(cls, value: str) -> str:
        if value and len(value) < _SHORTEST_KEY:
            raise ValueError(f"a key of {len(value)} characters can be guessed; use at least {_SHORTEST_KEY}")
        return value

    @field_validator("milvus_url")
    @classmethod
    def _of_milvus(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")) and not value.endswith(".db"):
            raise ValueError(f"{value} is neither http://HOST:PORT nor a file ending in .db")
        return value

    @field_validator("chat_temperature", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if value in ("", "none") else value


def settings() -> Settings:
    """The current settings; raises BadSetting for the first invalid one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("REPORT_QA_")
        why = first["msg"].removeprefix("Value error, ")
        raise BadSetting(
            f"The setting REPORT_QA_{name} cannot be read: {why}. Correct it in the environment or in .env."
        ) from error
