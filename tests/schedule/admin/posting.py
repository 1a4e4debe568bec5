"""What a browser would send back for a form of the admin, with some fields changed."""

from django.forms import BaseForm


def values_of(answer, **changes):
    """Return the fields of the page's form and inlines as they stand, with the changes."""
    context = answer.context
    data = {}
    if "adminform" in context:
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += [inline.formset.management_form, *inline.formset.forms]
    else:
        formset = context["cl"].formset
        forms = [formset.management_form, *formset.forms]
        data["_save"] = "Save"
    for form in forms:
        data |= filled(form)
    return data | changes


def confirmed(client, address, **sent):
    """Ask to delete what is at an address, and confirm it; an action is sent along twice."""
    asked = client.post(address, sent) if sent else client.get(address)
    return client.post(address, {**sent, "post": "yes", "version": asked.context["version"]})


def filled(form: BaseForm):
    """Return the fields of one form as a browser sends them."""
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        data[bound.html_name] = "on" if value is True else _text(bound, value)
    return data


def _text(bound, value):
    if isinstance(value, list):
        return value
    formatted = bound.field.widget.format_value(value)
    if isinstance(formatted, list):
        return formatted[0] if formatted else ""
    return "" if formatted is None else formatted
