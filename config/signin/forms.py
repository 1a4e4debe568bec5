"""The forms of the second step of signing in, and of turning it on and off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from courses import two_step

WRONG = "This is not the code that is shown now. Codes change every half minute."


def code_field(label: str, help_text: str = "") -> forms.CharField:
    """Return the field of a code, which phones and password managers fill."""
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=20, widget=widget, help_text=help_text)


class AccountForm(forms.Form):
    """A form of one account."""

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Take whose form it is."""
        super().__init__(*args, **options)
        self.user = user


class PasswordForm(AccountForm):
    """A form that asks for the password again: an open session is not enough."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        """Check it.

        Raises:
            ValidationError: It is another.
        """
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            message = "This is not your password."
            raise forms.ValidationError(message)
        return password


class TurnOnForm(PasswordForm):
    """The first code of an app, which shows that it has the key."""

    code = code_field("Code that the app shows now", "Six digits.")
    field_order = ("code", "password")

    def __init__(self, *args: Any, key: str, **options: Any) -> None:
        """Take the key that the page shows."""
        super().__init__(*args, **options)
        self.key = key

    def clean_code(self) -> str:
        """Check it.

        Raises:
            ValidationError: It is no code of the key.
        """
        code: str = self.cleaned_data["code"]
        if not two_step.key_fits(self.key, code):
            raise forms.ValidationError(WRONG)
        return code


class CodeForm(AccountForm):
    """The second step: a code of the app, or a recovery code."""

    code = code_field(
        "Code", "Six digits from your app, or one of your recovery codes, which works once."
    )

    def clean_code(self) -> str:
        """Check the code, and use it up.

        Raises:
            ValidationError: It is wrong, or comes too soon after wrong ones.
        """
        code: str = self.cleaned_data["code"]
        try:
            is_right = two_step.accepts(self.user, code)
        except two_step.WaitError as wait:
            message = (
                f"There were wrong codes. Wait {wait.seconds} seconds, then type the newest one."
            )
            raise forms.ValidationError(message, code="wait") from None
        if not is_right:
            raise forms.ValidationError(WRONG, code="wrong")
        return code


class ChangeForm(CodeForm, PasswordForm):
    """New recovery codes, or the end of it: for who has both, the password and a code."""

    field_order = ("password", "code")

    def clean_code(self) -> str:
        """Look at the code only beside the right password, so that none is used up in vain."""
        if "password" not in self.cleaned_data:
            return ""
        return super().clean_code()
