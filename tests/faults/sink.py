"""A mail server of its own that takes mail and writes down which; what it does wrong is asked for.

    python -m tests.faults.sink PORT LOG [--takes-a-connection N] [--refuses-all-senders]
        [--one-by-one] [--tls | --starttls] [--password WORD]

As most servers it takes several commands at once (RFC 2920), if not told to take one by one.
SIGUSR1 lets it go on with messages that are to take long (`slow-7@…`).

How it treats a message the address says, by what stands before its first dash (`defer-7@…`):
see `Mailbox`. The log has a line of JSON for each message, written before it is acknowledged.
"""

import argparse
import asyncio
import itertools
import json
import signal
import ssl
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

CERTIFICATE = Path(__file__).with_name("certificate.pem")
FOREVER = 3_600
DRIP = 0.2
"""Seconds between two bytes of an answer that drips."""


class Mailbox:
    """Takes messages on one connection."""

    connections = itertools.count()
    seen: Counter[tuple[str, str]] = Counter()
    goes_on = asyncio.Event()

    def __init__(
        self, log: Path, *, most: int, refuses_senders: bool, takes_one_by_one: bool
    ) -> None:
        self.log, self.most, self.refuses_senders = log, most, refuses_senders
        self.extensions = [] if takes_one_by_one else ["250-PIPELINING"]
        self.connection = next(self.connections)
        self.began = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        return [*responses[:-1], *self.extensions, responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        self.began += 1
        if self.refuses_senders:
            return "451 4.3.0 Try another day"
        if self.began > self.most:
            return "421 4.7.0 Too many messages on this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        way = address.partition("-")[0]
        self.seen["rcpt", address] += 1
        if way == "refuse":
            return f"550 5.1.1 <{address}>: no such mailbox"
        if way == "defer" and self.seen["rcpt", address] <= 3:
            return "451 4.7.1 Greylisted, try again"
        if way == "closes" and self.seen["rcpt", address] <= 1:
            return "421 4.3.2 Shutting down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        way = address.partition("-")[0]
        self.seen["data", address] += 1
        first = self.seen["data", address] == 1
        if way == "unwanted":
            return "554 5.7.1 Unwanted content"
        if way == "late" and self.seen["data", address] <= 3:
            return "451 4.3.0 Not now"
        if (way == "stall" and first) or way == "mute":
            self.write("stalled", address, envelope)
            await asyncio.sleep(FOREVER)
        if way == "drip" and first:
            self.write("dripped", address, envelope)
            for byte in b"250-" + b"." * 400:
                server.transport.write(bytes([byte]))
                await asyncio.sleep(DRIP)
        if (way == "hangup" and first) or way == "rude":
            self.write("hung up", address, envelope)
            server.transport.abort()
            await asyncio.sleep(FOREVER)
        if way == "slow":
            self.write("slow", address, envelope)
            await self.goes_on.wait()
        self.write("accepted", address, envelope)
        return "250 OK"

    def write(self, what: str, address: str, envelope: Envelope) -> None:
        message = message_from_bytes(envelope.content, policy=default)
        line = {
            "what": what,
            "to": address,
            "id": message["Message-ID"],
            "connection": self.connection,
            "at": time.time(),
        }
        with self.log.open("a") as log:
            log.write(json.dumps(line) + "\n")


async def serve(options: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)

    def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
        is_right = (data.login, data.password) == (b"lectern", options.password.encode())
        return AuthResult(success=is_right, handled=False)

    def protocol() -> SMTP:
        mailbox = Mailbox(
            options.log,
            most=options.takes_a_connection,
            refuses_senders=options.refuses_all_senders,
            takes_one_by_one=options.one_by_one,
        )
        return SMTP(
            mailbox,
            loop=loop,
            hostname="sink.example",
            tls_context=tls if options.starttls else None,
            require_starttls=options.starttls,
            authenticator=authenticate if options.password else None,
            auth_required=bool(options.password),
            auth_require_tls=False,
        )

    loop.add_signal_handler(signal.SIGUSR1, Mailbox.goes_on.set)
    await loop.create_server(protocol, "127.0.0.1", options.port, ssl=tls if options.tls else None)
    print("ready", flush=True)  # noqa: T201
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.sink")
    parser.add_argument("port", type=int)
    parser.add_argument("log", type=Path)
    parser.add_argument("--takes-a-connection", type=int, default=10**9)
    parser.add_argument("--refuses-all-senders", action="store_true")
    parser.add_argument("--one-by-one", action="store_true")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--password", default="")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
