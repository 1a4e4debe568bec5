"""No lost edit: a form knows what it was drawn from, and finds what others changed since.

A version is kept in the form itself, a stamp for each field that it shows; so there is no column
to count up that a writer could forget, and two who edit different fields of one row by different
forms do not meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from courses.models import Course, Deed, Department, Term

NAME = "version"
STAMP = 8
"""Hexadecimal digits of a field's stamp: it tells two texts apart, it keeps no secret."""
NOTHING = "nothing"


def stamp(value: object) -> str:
    """Return a short text that differs for values that differ to a reader."""
    return hashlib.sha256(_text_of(value).encode()).hexdigest()[:STAMP]


def _text_of(value: object) -> str:
    if isinstance(value, Model):
        value = value.pk
    if value in (None, "", [], ()):
        return ""
    # Browsers send line ends of their own, and fields strip what is around a text.
    return "\n".join(str(value).split("\r\n")).strip()


class VersionField(forms.CharField):
    """The version that a form was drawn from. It is always drawn anew, and is never an edit."""

    def __init__(self, version: str) -> None:
        """Hide the version of the row as it is now."""
        super().__init__(initial=version, required=False, widget=forms.HiddenInput)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Send what is true now: the page that it goes with says so."""
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell that nobody edits it."""
        return False


class KeyWithVersion(forms.HiddenInput):
    """The hidden primary key of a table's row, with the row's version: no template names that."""

    form: forms.BaseForm | None = None

    def render(self, *args: Any, **options: Any) -> SafeString:
        """Write both."""
        own = super().render(*args, **options)
        if self.form is None or NAME not in self.form.fields:
            return own
        return format_html("{}{}", own, self.form[NAME])


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]  # no generics at run time
    """A form that refuses to undo what others changed since it was drawn.

    Where they changed the row and who edits did not, theirs stays. Where both did, nothing is
    saved: both versions are told, what was typed stays in its field, and the other fields show
    what is saved now. Saving once more is then an edit of what was seen.
    """

    is_stale: bool = False
    """Whether the row was changed since the form was drawn; known once the form is checked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take a stamp of each field, as the row is in the database now."""
        super().__init__(*args, **options)
        if self.instance._state.adding:
            return
        self._stamps = {name: stamp(self.initial.get(name)) for name in self.fields}
        self.fields[NAME] = VersionField("".join(self._stamps.values()))

    def clean(self) -> dict[str, Any]:
        """Refuse an edit of a row that others edited since.

        Raises:
            ValidationError: With both versions, a sentence for each field.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = cleaned.pop(NAME, "")
        if NAME in self.fields and sent != self.fields[NAME].initial:
            self._settle(sent, cleaned)
        return cleaned

    def _settle(self, sent: str, cleaned: Mapping[str, Any]) -> None:
        """Compare what was seen, what is there now and what was typed."""
        self.is_stale = True
        seen = self._seen(sent)
        typed = {
            name
            for name, now in self._stamps.items()
            if name not in cleaned or stamp(cleaned[name]) not in {now, seen.get(name)}
        }
        theirs = [
            name
            for name, now in self._stamps.items()
            if name not in typed and stamp(cleaned[name]) != now
        ]
        told = [self._told(name, cleaned, is_typed=name in typed) for name in (*typed, *theirs)]
        for name in theirs:
            # Shown as it is now: sent once more, it must not undo what others did.
            vars(self.fields[name])["bound_data"] = _what_is_there
        if typed and self.has_changed():
            raise ValidationError([ValidationError(self._who()), *map(ValidationError, told)])
        vars(self)["changed_data"] = []

    def _seen(self, sent: str) -> dict[str, str]:
        """Return the stamps of what was seen; none where the version is not of this form."""
        parts = [sent[start : start + STAMP] for start in range(0, len(sent), STAMP)]
        if len(parts) != len(self._stamps):
            return {}
        return dict(zip(self._stamps, parts, strict=True))

    def _told(self, name: str, cleaned: Mapping[str, Any], *, is_typed: bool) -> SafeString:
        bound = self[name]
        now = _shown(bound, self.initial.get(name))
        words = (
            "{}: saved now is “{}”, you have “{}”, which is still in the form."
            if is_typed
            else "{}: saved now is “{}”, before it was “{}”; you did not change it."
        )
        mine = cleaned.get(name, bound.data)
        return format_html(words, bound.label, now, _shown(bound, mine))

    def _who(self) -> str:
        deed = Deed.objects.of_row(self.instance).first()
        who, ago = ("Somebody", "") if deed is None else (deed.who or "A command", _ago(deed.at))
        return (
            f"{who} changed this {self.instance._meta.verbose_name}{ago}, after you opened this "
            "page. Nothing of yours is saved yet: compare, and save again what is to stand."
        )


def _ago(at: datetime) -> str:
    is_recent = timezone.now() - at < timedelta(minutes=1)
    return " just now" if is_recent else f" {timesince(at)} ago"


def _what_is_there(_data: Any, initial: Any) -> Any:
    return initial


def _shown(bound: BoundField, value: object) -> str:
    """Return a value in the words of its field."""
    if isinstance(value, Model | bool):
        return {"True": "yes", "False": "no"}.get(str(value), str(value))
    field: Any = bound.field
    value = field.prepare_value(value)
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        chosen = {str(each) for each in (value if isinstance(value, list) else [value])}
        choices: Any = field.choices
        labels = [str(label) for key, label in choices if key and str(key) in chosen]
        return ", ".join(labels) or NOTHING
    if isinstance(field.widget, forms.widgets.Input):
        value = field.widget.format_value(value)
    return _text_of(value) or NOTHING


def changed_since(form: forms.BaseForm) -> bool:
    """Tell whether the row of a checked form was changed since the form was drawn."""
    return isinstance(form, VersionedForm) and form.is_stale


def lock_around(rows: QuerySet[Any]) -> None:
    """Let nobody else save these rows, or what is in the same courses, until the transaction ends.

    Else two could read a row before either writes it. Courses come before what they share, as in
    all that writes. SQLite has one writer anyway.
    """
    if not connection.features.has_select_for_update:
        return
    model, rows = rows.model, rows.order_by()
    names = {field.name for field in model._meta.fields}
    around = Q(pk__in=()) if model is not Course else Q(pk__in=rows.values("pk"))
    if model is Term or model is Department:
        around |= Q(**{f"{model._meta.model_name}__in": rows.values("pk")})
    elif model is not Course:
        for owner, path in (("course", "pk"), ("term", "term")):
            if owner in names:
                around |= Q(**{f"{path}__in": rows.values(owner)})
    _lock(Course.objects.filter(around))
    if model is not Course:
        _lock(model._default_manager.filter(pk__in=rows.values("pk")))


def _lock(rows: QuerySet[Any]) -> None:
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
