"""Creates the chat model that the settings name: its provider, package, key and limits."""

import os
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from rag.errors import OperatorError
from rag.generation.chat import Chat, JsonSchema
from rag.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

_CHARACTERS = 8  # per token of a reply; a longer reply ignores its limit of tokens
# The providers that have an extra in pyproject.toml, by LangChain's name, and the module that it installs.
_MODULES = {
    "openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "google_genai": "langchain_google_genai",
    "mistralai": "langchain_mistralai",
    "ollama": "langchain_ollama",
}
# Every provider of `init_chat_model` (langchain 1.5). A copy, because importing LangChain takes seconds.
_PROVIDERS = frozenset(
    "anthropic anthropic_bedrock azure_ai azure_openai baseten bedrock bedrock_converse bedrock_mantle_anthropic "
    "bedrock_mantle_openai cohere deepseek fireworks google_anthropic_vertex google_genai google_vertexai groq "
    "huggingface ibm langsmith litellm meta mistralai nvidia ollama openai openrouter perplexity together upstage "
    "xai".split()
)
_KEYS = {"google_genai": "google_api_key"}  # providers whose package has its own name for the key


class ChatModelUnusable(OperatorError):
    code = "chat_model_unusable"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The chat model {name!r} cannot be used: {why}")


def chat(settings: Settings) -> Chat | None:
    """The chat model that the settings name, or None. Nothing is imported before the first call."""
    if not settings.chat_model:
        return None
    provider, model = provider_of(settings)
    return Chat(
        f"{provider}:{model}",
        settings.chat_base_url or f"the service of {provider}",
        _maker(settings, provider, model),
        settings.chat_timeout,
        settings.chat_max_tokens * _CHARACTERS,
    )


def provider_of(settings: Settings) -> tuple[str, str]:
    """The provider and the model's name; without a provider it is a server with OpenAI's protocol."""
    provider, colon, model = settings.chat_model.partition(":")
    known = provider.replace("-", "_").casefold()
    # "llama3.2:3b" is an Ollama model with its size, not a provider.
    return (known, model) if colon and known in _PROVIDERS else ("openai", settings.chat_model)


def fault(settings: Settings) -> str | None:
    """Why the configured chat model cannot be called, as far as can be told without calling it; else None."""
    if not settings.chat_model:
        return None
    provider, _ = provider_of(settings)
    module = _MODULES.get(provider)
    if module is not None and find_spec(module) is None:
        return str(_missing(settings.chat_model, provider))
    return None


def _maker(
    settings: Settings, provider: str, model: str
) -> Callable[[float, JsonSchema | None], "Runnable[Any, Any]"]:
    def make(seconds: float, schema: JsonSchema | None) -> "Runnable[Any, Any]":
        from langchain.chat_models import init_chat_model

        given: dict[str, Any] = {
            "temperature": settings.chat_temperature,
            "max_tokens": settings.chat_max_tokens,
            "max_retries": settings.chat_retries,
            "timeout": seconds,
            "base_url": settings.chat_base_url or None,
            _KEYS.get(provider, "api_key"): settings.chat_api_key or None,
            "disable_streaming": not settings.chat_stream or None,
        }
        if provider == "openai":
            given |= _openai(settings, schema)
        try:
            made: BaseChatModel = init_chat_model(
                model,
                model_provider=provider,
                **{name: value for name, value in given.items() if value is not None},
            )
            return made
        except ImportError as error:
            raise _missing(settings.chat_model, provider) from error
        except ValueError as error:
            raise ChatModelUnusable(
                settings.chat_model,
                "write it as provider:model, as in openai:gpt-4.1-mini, and give its key in REPORT_QA_CHAT_API_KEY.",
            ) from error

    return make


def _openai(settings: Settings, schema: JsonSchema | None) -> dict[str, Any]:
    """What is given to OpenAI and to servers with its protocol besides.

    The form of the reply goes into the body as it is: bound to the model, LangChain would parse the reply itself, and
    fail on one that is cut off.
    """
    given = _openai_clients(settings.chat_base_url)
    given["stream_chunk_timeout"] = 0  # LangChain gives up after two minutes of silence; the deadline is ours
    body: dict[str, Any] = {}
    if schema is not None:
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    if settings.chat_base_url:
        # A local server needs no key, and may only know the older name of the limit; a strict one refuses both at once.
        given["api_key"] = settings.chat_api_key or os.environ.get("OPENAI_API_KEY") or "none"
        given["max_tokens"] = None
        body["max_tokens"] = settings.chat_max_tokens
    return given | ({"extra_body": body} if body else {})


def _missing(name: str, provider: str) -> ChatModelUnusable:
    package = f"langchain-{provider.replace('_', '-')}"
    extra = provider.replace("_", "-")
    wanted = f'"report-qa[{extra}]"' if provider in _extras() else package
    return ChatModelUnusable(name, f"its package is not installed. Run `pip install {wanted}`.")


@lru_cache(maxsize=1)
def _extras() -> frozenset[str]:
    try:
        return frozenset(
            extra.replace("-", "_") for extra in metadata("report-qa").get_all("Provides-Extra") or ()
        )
    except PackageNotFoundError:
        return frozenset()


def _openai_clients(base_url: str) -> dict[str, Any]:
    """Our own HTTP clients, because LangChain shares one among all event loops and each call has its own.

    They follow no redirects: passages go to the configured address or nowhere.
    """
    import openai

    trust = _trust() if not base_url.startswith("http://") else False
    return {
        "http_client": _idle_client(),
        "http_async_client": openai.DefaultAsyncHttpxClient(verify=trust, follow_redirects=False),
    }


@lru_cache(maxsize=1)
def _idle_client() -> Any:
    """The synchronous client that LangChain requires; it is never used, because its calls cannot be stopped."""
    import openai

    return openai.DefaultHttpxClient(verify=_trust(), follow_redirects=False)


@lru_cache(maxsize=1)
def _trust() -> Any:
    """The TLS context: this machine's certificates and those of the certifi package."""
    import ssl

    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
