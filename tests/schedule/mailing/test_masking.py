"""What a server said, without the addresses in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schedule.mailing.masking import masked

ANN = "ann.lee+labs@students.example.edu"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            f"550 5.1.1 <{ANN}>: Recipient address rejected",
            "550 5.1.1 <…>: Recipient address rejected",
        ),
        (f"552 mailbox {ANN.upper()} is full", "552 mailbox … is full"),
        ("550 No such user ann.lee+labs here", "550 No such user … here"),
        ("550 unknown user: Ann.Lee", "550 unknown user: …"),
        ("552 The mailbox of Lee, Ann is full", "552 The mailbox of …, … is full"),
        ("550 rfc822;ann.lee+2Blabs+40students.example.edu", "550 rfc822;…"),
        ("550 see https://mx.example/why?to=ann.lee%40example.edu&id=4", "550 see https:…"),
        ("550 <someone-else@elsewhere.example> forwards no more", "550 <…> forwards no more"),
        (
            "550 SRS0=x=y=students.example.edu=ann.lee=z rejected",
            "550 SRS0=x=y=students.example.edu=…=z rejected",
        ),
        (
            "451 4.7.1 Greylisted, try again in 5 minutes",
            "451 4.7.1 Greylisted, try again in 5 minutes",
        ),
    ],
)
def test_what_names_somebody_is_taken_out(said, told):
    assert masked(said, addresses=[ANN]) == told


def test_a_name_that_is_a_word_is_taken_out_as_a_word_alone():
    assert masked("550 user of the mailbox al", addresses=["al@example.edu"]) == (
        "550 user of the mailbox …"
    )


LOCAL = st.text("abcdefghijklmnopqrstuvwxyz0123456789.-_+'=!#", min_size=1, max_size=20).filter(
    lambda name: name[0].isalnum() and name[-1].isalnum()
)


@given(LOCAL, st.sampled_from(["", "<", "(", ": ", '"', "=", "to:", "\t"]), st.text(max_size=10))
@example("x", "<", "550")
def test_no_address_is_left_whatever_stands_around_it(name, before, around):
    address = f"{name}@example.edu"
    for said in (f"{around} {before}{address}> {around}", f"550 {before}{address.upper()}"):
        assert address not in masked(said, addresses=[address]).lower()


@given(LOCAL, st.sampled_from([" ", "<", "(", '"', ";", "/"]))
def test_no_name_is_left_that_stands_by_itself(name, around):
    said = f"550 unknown{around}{name}{around}here"
    assert f"{around}{name}{around}" not in masked(said, addresses=[f"{name}@example.edu"])
