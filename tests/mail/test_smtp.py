"""What becomes of a mail, against a real server that says or does anything at any point."""

from __future__ import annotations

import re
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.mail.servers import (
    PASSWORD,
    USER,
    Mailbox,
    drop,
    free_port,
    keep_silent,
    say,
    scripted,
    shaking_hands,
)
from workshop_app.errors import UserError
from workshop_app.mail.outcome import Outcome, Security, Server
from workshop_app.mail.smtp import Mail, Post
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mail.conftest import Certificates

ID = "<0123456789abcdef0123456789abcdef@example.org>"
MAIL = Mail("me@example.org", "you@example.org",
            f"Message-ID: {ID}\r\n\r\n.\r\n..dots\r\nend".encode())  # fmt: skip
DUTCH = Words.load("nl")


def post(port: int, security: Security = "none", user: str = "", **more: Any) -> Post:
    return Post(Server("127.0.0.1", port, security, user), more.pop("password", PASSWORD),
                patience=more.pop("patience", 20.0), **more)  # fmt: skip


class Told:
    """Remembers whether it was told that the end was about to leave."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def sent(way: Post, mail: Mail = MAIL) -> tuple[Outcome, int]:
    told = Told()
    try:
        return way.send(mail, told), told.times
    finally:
        way.close()


def in_words(outcome: Outcome) -> str:
    """Why, in English; it is said in Dutch too."""
    assert outcome.why is not None
    english, dutch = outcome.why.sentence, DUTCH.sentence(outcome.why)
    assert english != dutch
    assert "{" not in english + dutch
    assert PASSWORD not in english
    return english


# -- it arrives --------------------------------------------------------------------------


def test_a_mail_arrives_as_it_is(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    assert sent(post(mailbox.port)) == (Outcome("sent"), 1)
    assert [(m.sender, m.reader) for m in mailbox.taken] == [("me@example.org", "you@example.org")]
    assert mailbox.taken[0].data.rstrip() == MAIL.data


def test_the_laptop_does_not_say_its_name(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    sent(post(mailbox.port))
    assert mailbox.names == ["[127.0.0.1]"]
    assert socket.gethostname() not in mailbox.names


def test_one_connection_serves_many_and_is_made_again_when_it_is_gone(
    serve: Callable[..., Mailbox],
) -> None:
    mailbox = serve()
    way = post(mailbox.port)
    assert [way.send(MAIL, Told()).kind for _ in range(3)] == ["sent"] * 3
    assert len(mailbox.names) == 1
    mailbox.rules, mailbox.times = {"TAKEN": drop}, 1
    assert way.send(MAIL, Told()).kind == "perhaps"
    assert way.send(MAIL, Told()).kind == "sent"
    assert len(mailbox.names) == 2
    way.close()


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("way_in", ["PLAIN", "LOGIN"])
def test_it_signs_in_behind_encryption(
    serve: Callable[..., Mailbox], certificates: Certificates, security: Security, way_in: str
) -> None:
    other = "LOGIN" if way_in == "PLAIN" else "PLAIN"
    good = certificates.good
    options = {"starttls": {"tls_context": good, "require_starttls": True, "auth_required": True},
               "tls": {"tls": good, "auth_require_tls": False}}  # fmt: skip
    mailbox = serve(auth_exclude_mechanism=[other], **options[security])
    way = post(mailbox.port, security, USER, trust=certificates.trust)
    assert sent(way) == (Outcome("sent"), 1)
    assert mailbox.logins == [(way_in, USER)]
    assert mailbox.encrypted[-1] or security == "tls"


def test_a_server_is_tried_without_sending(
    serve: Callable[..., Mailbox], certificates: Certificates
) -> None:
    mailbox = serve(tls_context=certificates.good, data_size_limit=12_345_678)
    offer = post(mailbox.port, "starttls", trust=certificates.trust).check("me@example.org")
    assert offer == (12_345_678, True)
    assert mailbox.taken == []
    mailbox.rules = {"MAIL": say("553 5.7.1 not yours")}
    with pytest.raises(UserError, match=r"does not take mail from this sender.*not yours"):
        post(mailbox.port, "starttls", trust=certificates.trust).check("me@example.org")


# -- it cannot be reached ----------------------------------------------------------------


def unreached(way: Post) -> tuple[str, str]:
    """What became of it, and why; nothing left, and it is so for every mail."""
    outcome, told = sent(way)
    assert told == 0
    assert outcome.for_all
    with pytest.raises(UserError) as caught:
        way.check("me@example.org")
    assert outcome.why is not None
    assert caught.value.what == outcome.why.what
    return outcome.kind, in_words(outcome)


def test_an_unknown_host_may_only_be_out_of_reach() -> None:
    # No name is asked for: it is an address with a network that there is not.
    kind, why = unreached(Post(Server("::1%nowhere", 587, "none"), patience=5))
    assert (kind, why[:37]) == ("later", "There is no mail server ::1%nowhere t")
    assert unreached(Post(Server("127.0.0.1%a..b", 587, "none"), patience=5))[0] == "later"


def test_a_port_that_lets_nobody_in() -> None:
    kind, why = unreached(post(free_port()))
    assert kind == "later"
    assert "lets nobody in on port" in why


def test_silence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        kind, why = unreached(post(listener.getsockname()[1], patience=0.2))
    assert kind == "later"
    assert "did not answer" in why


@pytest.mark.parametrize(
    ("answers", "kind", "why"),
    [
        ([b"HTTP/1.1 400 Bad Request\r\n"], "refused", "is no mail server"),
        ([b"554 5.7.1 your address is on a list\r\n"], "refused", "does not want to talk now"),
        ([b"421 4.3.2 too busy\r\n"], "later", "does not want to talk now.*too busy"),
        ([b"220 here\r\n", b"500 what\r\n", b"421 4.3.2 going down\r\n"], "later", "going down"),
        ([None], "later", "was lost before the mail had left"),
        ([b"220 here\r\n", None], "later", "was lost before the mail had left"),
        ([b"220 " + b"x" * 20_000 + b"\r\n"], "later", "was lost before the mail had left"),
    ],
)
def test_what_is_no_welcome(answers: list[bytes | None], kind: str, why: str) -> None:
    with scripted(*answers) as port:
        outcome, told = sent(post(port, patience=5))
    assert (outcome.kind, told, outcome.for_all) == (kind, 0, True)
    assert re.search(why, in_words(outcome))


# -- encryption --------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("expired", "has expired"),
        ("early", "does not count yet"),
        ("other_name", "is for another server"),
        ("own", "signed itself"),
        ("stranger", "signed by somebody this laptop does not know"),
    ],
)
def test_a_bad_certificate_is_explained_and_nothing_is_told(
    serve: Callable[..., Mailbox], certificates: Certificates, security: Security,
    wrong: str, why: str,
) -> None:  # fmt: skip
    bad = getattr(certificates, wrong)
    if security == "tls":
        with shaking_hands(bad) as port:
            kind, said = unreached(post(port, "tls", USER, trust=certificates.trust))
    else:
        mailbox = serve(tls_context=bad)
        kind, said = unreached(post(mailbox.port, "starttls", USER, trust=certificates.trust))
        assert mailbox.logins == []
        assert mailbox.taken == []
    assert kind == "refused"
    assert why in said


def test_without_starttls_nothing_goes_on_in_the_open(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    kind, why = unreached(post(mailbox.port, "starttls", USER))
    assert kind == "refused"
    assert "does not offer STARTTLS" in why
    assert mailbox.commands == []
    assert mailbox.logins == []


def test_tls_where_none_is_spoken() -> None:
    with scripted(b"220 here\r\n") as port:
        outcome, _ = sent(post(port, "tls", patience=5))
    assert outcome.kind == "refused"
    assert "does not speak TLS" in in_words(outcome)


# -- signing in --------------------------------------------------------------------------


def test_a_wrong_password_is_tried_once(
    serve: Callable[..., Mailbox], certificates: Certificates
) -> None:
    mailbox = serve(auth_required=True, tls_context=certificates.good)
    way = post(mailbox.port, "starttls", USER, trust=certificates.trust, password="wrong")
    outcome, told = sent(way)
    assert (outcome.kind, outcome.for_all, told) == ("refused", True, 0)
    assert "does not take this user and password" in in_words(outcome)
    assert len(mailbox.logins) == 1
    assert "wrong" not in in_words(outcome)


def test_a_server_that_takes_no_password(serve: Callable[..., Mailbox]) -> None:
    kind, why = unreached(post(serve().port, "none", USER))
    assert kind == "refused"
    assert "lets nobody sign in with a password" in why


def test_a_server_that_wants_a_password(
    serve: Callable[..., Mailbox], certificates: Certificates
) -> None:
    mailbox = serve(auth_required=True, tls_context=certificates.good)
    kind, why = unreached(post(mailbox.port, "starttls", trust=certificates.trust))
    assert kind == "refused"
    assert "wants a user and a password" in why


# -- the server says no ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "kind", "for_all", "why"),
    [
        ({"MAIL": "550 5.7.1 who are you"}, "refused", True, "from this sender.*who are you"),
        ({"MAIL": "451 4.3.0 come back"}, "later", True, "takes nothing just now.*come back"),
        ({"MAIL": "552 5.3.4 too big"}, "refused", False, "too big for the server"),
        ({"RCPT": "550 5.1.1 unknown"}, "refused", False, "no such mailbox"),
        ({"RCPT": "550 nobody"}, "refused", False, "no such mailbox"),
        ({"RCPT": "554 5.7.1 blocked"}, "refused", False, "does not take mail for this address"),
        ({"RCPT": "452 4.2.2 full"}, "later", False, "mailbox is full"),
        ({"RCPT": "552 5.2.2 full"}, "refused", False, "mailbox is full"),
        ({"RCPT": "450 4.7.1 greylisted"}, "later", False, "not take this mail yet.*greylisted"),
        ({"RCPT": "452 4.3.1 storage"}, "later", False, "not take this mail yet.*storage"),
        ({"RCPT": "421 4.7.0 bye"}, "later", True, "takes nothing just now"),
        ({"DATA": "554 5.5.1 no"}, "refused", False, "does not want this mail"),
        ({"DATA": "451 4.3.0 wait"}, "later", False, "not take this mail yet"),
        ({"END": "554 5.7.1 spam"}, "refused", False, "does not want this mail.*spam"),
        ({"END": "451 4.7.1 scan"}, "later", False, "not take this mail yet"),
        ({"END": "552 5.3.4 big"}, "refused", False, "too big for the server"),
        ({"END": "421 4.3.2 down"}, "later", True, "takes nothing just now"),
        ({"END": "999 whatever"}, "perhaps", False, "something else than yes or no"),
    ],
)
def test_a_refusal_is_explained(
    serve: Callable[..., Mailbox], rules: dict[str, str], kind: str, for_all: bool, why: str
) -> None:
    mailbox = serve()
    mailbox.rules = {command: say(answer) for command, answer in rules.items()}
    way = post(mailbox.port)
    outcome = way.send(MAIL, told := Told())
    assert (outcome.kind, outcome.for_all) == (kind, for_all)
    assert told.times == ("END" in rules)
    assert re.search(why, in_words(outcome))
    assert mailbox.taken == []
    mailbox.rules = {}
    assert way.send(MAIL, Told()).kind == "sent", "the next mail goes through"
    way.close()


def test_a_mail_that_is_too_big_is_noticed_before_it_is_sent(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve(data_size_limit=1_500_000)
    big = MAIL._replace(data=b"Subject: x\r\n\r\n" + b"y" * 70 * 30_000)
    outcome, told = sent(post(mailbox.port), big)
    assert (outcome.kind, outcome.for_all, told) == ("refused", False, 0)
    assert "2.1 MB, and the server takes 1.5 MB" in in_words(outcome)
    assert mailbox.commands == []


def test_a_servers_words_stay_on_one_line_and_short() -> None:
    long = b"550-first\x1b[31m\r\n550-" + b"word " * 200 + b"\r\n550 end\r\n"
    with scripted(b"220 here\r\n", b"250 hello\r\n", b"250 OK\r\n", long) as port:
        outcome, _ = sent(post(port))
    why = in_words(outcome)
    assert "\x1b" not in why
    assert "\n" not in why
    assert len(why) < 400


# -- the connection breaks ---------------------------------------------------------------


@pytest.mark.parametrize("broken", [drop, keep_silent])
@pytest.mark.parametrize(
    ("command", "kind", "arrived"),
    [("MAIL", "later", 0), ("RCPT", "later", 0), ("DATA", "later", 0),
     ("END", "perhaps", 0), ("TAKEN", "perhaps", 1)],
)  # fmt: skip
def test_a_connection_that_breaks_at_any_point(
    serve: Callable[..., Mailbox], broken: Any, command: str, kind: str, arrived: int
) -> None:
    mailbox = serve()
    mailbox.rules, mailbox.times = {command: broken}, 1
    way = post(mailbox.port, patience=0.3 if broken is keep_silent else 20.0, answer=0.3)
    data = MAIL.data + b"\r\n" + b"x" * 70 * 100_000 if command == "DATA" else MAIL.data
    outcome = way.send(MAIL._replace(data=data), told := Told())
    assert outcome.kind == kind
    assert told.times == (command in ("END", "TAKEN"))
    assert len(mailbox.taken) == arrived
    said = in_words(outcome)
    assert ("may have been sent" in said) == (kind == "perhaps")
    assert way.send(MAIL, Told()).kind == "sent"
    way.close()


def test_who_hung_up_before_the_end_does_not_have_it() -> None:
    """The server went away after the mail and before its end, while the books were kept."""
    gone = threading.Event()
    with scripted(b"220 here\r\n", b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n",
                  b"354 go on\r\n", None) as port:  # fmt: skip
        way = post(port)
        listening = {t for t in threading.enumerate() if t.name.endswith("(serve)")}

        def when_gone() -> None:
            for thread in listening:
                thread.join()
            gone.set()

        outcome = way.send(MAIL, when_gone)
        way.close()
    assert gone.is_set()
    assert outcome.kind == "later"


def test_what_cannot_be_noted_does_not_leave(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    way = post(mailbox.port)

    def full() -> None:
        raise UserError("The disk is full.")

    with pytest.raises(UserError, match="disk is full"):
        way.send(MAIL, full)
    assert mailbox.taken == []
    assert way.send(MAIL, Told()).kind == "sent"
    assert len(mailbox.taken) == 1
    way.close()


# -- stopping ----------------------------------------------------------------------------


def test_stopping_breaks_off_what_has_not_left(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    way = post(mailbox.port)
    reached = threading.Event()

    def wait(server: Any, reader: str) -> str:
        reached.set()
        return keep_silent(server)

    mailbox.rules = {"RCPT": wait}
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(way.send(MAIL, Told())))
    thread.start()
    assert reached.wait(20)
    way.interrupt()
    thread.join(20)
    assert [outcome.kind for outcome in outcomes] == ["later"]
    assert "stopped" in in_words(outcomes[0])
    mailbox.rules = {}
    assert way.send(MAIL, Told()).kind == "later", "after that nothing is sent any more"
    assert mailbox.taken == []


def test_stopping_waits_for_the_answer_to_what_has_left(serve: Callable[..., Mailbox]) -> None:
    mailbox = serve()
    way = post(mailbox.port)

    def interrupt(server: Any, reader: str) -> str:
        way.interrupt()
        return ""

    mailbox.rules = {"END": interrupt}
    assert way.send(MAIL, Told()).kind == "sent"
    assert len(mailbox.taken) == 1
    way.close()
