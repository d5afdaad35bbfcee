"""Hands letters to the SMTP server of SMTP_URL (RFC 5321). Blocks for as long as that takes: for workers alone."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, unquote, urlsplit

from app.domain.server_names import is_loopback
from app.errors import VideoFlowError
from app.mail import letters

# In seconds, for each answer of the server.
PATIENCE = 20.0
_PORTS = {"smtp": 587, "smtps": 465}


def send(url: str, sender: str, letter: letters.Letter) -> None:
    """Sends one letter. Raises VideoFlowError `mail_not_sent` (502), retryable where the server may take it later.

    1. `smtps://` is TLS from the first byte; `smtp://` becomes TLS where the server offers it.
    2. A password travels by TLS, or to this machine; otherwise nothing is sent.
    """
    try:
        message = letters.message(letter, sender)
    except ValueError as error:
        raise _not_sent("the address cannot be written to", retryable=False) from error
    try:
        with _connected(urlsplit(url)) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        later = any(400 <= code < 500 for code, _ in error.recipients.values())
        raise _not_sent("the server does not take mail for this address", later) from error
    except (smtplib.SMTPException, OSError) as error:
        # What the server says may hold the address, so it is not repeated.
        never = isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
        raise _not_sent(type(error).__name__, retryable=not never) from error


@contextmanager
def _connected(url: SplitResult) -> Iterator[smtplib.SMTP]:
    host, port = url.hostname or "", url.port or _PORTS[url.scheme]
    context = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
        if url.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=PATIENCE)
    ) as server:
        private = url.scheme == "smtps"
        server.ehlo()
        if not private and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            private = True
        if url.username:
            if not private and not is_loopback(url.geturl()):
                raise _not_sent("the server offers no TLS for the password", retryable=False)
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def _not_sent(why: str, retryable: bool = True) -> VideoFlowError:
    return VideoFlowError("mail_not_sent", f"The mail was not taken: {why}.", 502, retryable)
