"""The status of a response, seen as it goes by."""

from starlette.types import Message, Send


class Watched:
    """Sends on what it is given; `status` is the response's, and before it has begun the one that stands for none."""

    def __init__(self, send: Send, status: int) -> None:
        self._send = send
        self.status = status

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
