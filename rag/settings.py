"""Every setting, from the environment or a file `.env`, under the prefix REPORT_QA_."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import BadSetting
from rag.types import Precision

_SHORTEST_KEY = 16  # characters


class Settings(BaseSettings):
    """Defaults need no key and no network. The README lists each of these; a test holds it to that."""

    model_config = SettingsConfigDict(env_prefix="REPORT_QA_", env_file=".env", extra="ignore")

    data_dir: Path = Field(Path(".data"), description="where the service keeps what it writes")
    embedding_model: str = Field(
        "", description="a sentence-transformers name or folder; empty: the built-in MiniLM"
    )
    embedding_precision: Precision = Field(
        "int8", description="of the built-in MiniLM; fp32 takes more than twice the time and is hardly better"
    )
    model_dir: Path | None = Field(
        None, description="where the exported built-in model is kept; empty: in the venv"
    )
    chroma_url: str = Field("", description="a Chroma server to use; empty: embedded in the data folder")
    api_key: str = Field(
        "",
        repr=False,
        description="required of every request, at least 16 characters; needed to listen beyond this machine",
    )
    allowed_hosts: str = Field(
        "", description="further host names that the server answers to, separated by commas"
    )
    max_file_mb: int = Field(50, gt=0, description="larger files are refused")
    max_pages: int = Field(2000, gt=0, description="files with more pages are refused")
    max_unpacked_mb: int = Field(
        500, gt=0, description="archives, such as Word files, that unpack to more are refused"
    )
    max_upload_mb: int = Field(200, gt=0, description="larger requests with files are refused")
    max_body_kb: int = Field(256, gt=0, description="larger requests without files are refused")
    request_seconds: float = Field(
        15,
        gt=0,
        description="how long the body of a request may take to arrive; files get more by their size",
    )
    questions_at_once: int = Field(8, gt=0, description="how many questions are worked on at once")
    questions_waiting: int = Field(
        64, ge=0, description="how many more questions may wait; beyond that they are refused for a while"
    )
    parse_seconds: float = Field(
        20,
        gt=0,
        description="processor time that reading a file may take; each page that is done starts the clock anew",
    )
    parse_memory_mb: int = Field(1024, ge=256, description="how much memory reading a file may take")
    parse_workers: int = Field(2, gt=0, description="how many processes read files side by side")
    fetch_seconds: float = Field(30, gt=0, description="how long fetching an address may take")
    quoted_characters: int = Field(
        1500, gt=0, description="the most that one answer quotes of any one original"
    )
    chat_model: str = Field(
        "", description="who writes answers, as provider:model; empty: nobody, they are quoted"
    )
    chat_base_url: str = Field(
        "", description="a server that speaks the OpenAI protocol; empty: the provider's own"
    )
    chat_api_key: str = Field(
        "", repr=False, description="the provider's key; empty: as its package finds it"
    )
    chat_temperature: float | None = Field(0.0, ge=0, le=2, description="how freely it words; none: not sent")
    chat_max_tokens: int = Field(800, gt=0, description="the most that one reply may have")
    chat_timeout: float = Field(60, gt=0, description="seconds after which the answer is quoted instead")
    chat_retries: int = Field(1, ge=0, description="how often a failed request is repeated within that time")
    chat_stream: bool = Field(True, description="ask for the reply as it is written; some servers cannot")
    chat_passage_tokens: int = Field(4000, gt=0, description="how much of the documents one request holds")
    chat_reuse: bool = Field(True, description="give a stored answer again while the documents are the same")

    @field_validator("api_key")
    @classmethod
    def _not_guessable(cls, value: str) -> str:
        if value and len(value) < _SHORTEST_KEY:
            raise ValueError(f"a key of {len(value)} characters can be guessed; use at least {_SHORTEST_KEY}")
        return value

    @field_validator("chat_temperature", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if value in ("", "none") else value


def settings() -> Settings:
    """The settings as they are now; raises BadSetting for the first that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper().removeprefix("REPORT_QA_")
        why = first["msg"].removeprefix("Value error, ")
        raise BadSetting(
            f"The setting REPORT_QA_{name} cannot be read: {why}. Correct it in the environment or in .env."
        ) from error
