"""A real SMTP server of a test's own, and what was sent to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller


@dataclass  # without slots: inspect, which aiosmtpd looks at it with, stumbles over theirs in Python 3.11.2
class Post:
    """What arrived; `answer` is what the server says to a letter (None takes it)."""

    url: str = ""
    answer: str | None = None
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        """Takes a letter, or says why not."""
        if self.answer:
            return self.answer
        self.letters.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


class _OnAnyPort(Controller):
    """One that looks for itself where the system put it."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office() -> Iterator[Post]:
    """A server in the block, on a port of its own."""
    post = Post()
    controller = _OnAnyPort(post, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        post.url = f"smtp://127.0.0.1:{controller.port}"
        yield post
    finally:
        controller.stop()
