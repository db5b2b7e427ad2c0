"""What templates may say beyond Django's own words; loaded into every template."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hrm2m.foundation import ids
from hrm2m.pages.base import assets, commands
from hrm2m.pages.kept_forms import writer


register = template.Library()

# The class of the box itself; radios and checkboxes are drawn by templates of their own.
CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea"}
SEVERAL_BOXES = frozenset({"radioselect", "checkboxselectmultiple", "day"})


@register.simple_tag
def asset(name: str) -> str:
    """The address of a public file, such as `{% asset "hr/theme.css" %}`."""
    return assets.address_of(name)


@register.simple_tag
def clock(words: str, state: str = "none") -> SafeString:
    """A clock in words: state late, soon, ok or none. Colour never speaks alone."""
    return format_html('<strong class="hr-clock hr-clock--{}">{}</strong>', state, words)


@register.simple_tag(takes_context=True)
def command_id(context: template.Context) -> SafeString:
    """Two hidden fields of every changing form: its command id, and who it was made for.

    A form drawn again after a mistake keeps its id, so that saving it is still the same command.
    """
    request = context["request"]
    posted = request.POST.get(commands.FIELD, "") if request.method == "POST" else ""
    known = posted if commands.is_command_id(posted) else ids.new_ref()
    return format_html("{}{}", _hidden(commands.FIELD, known), _made_for(context))


@register.simple_tag(takes_context=True)
def writer_mark(context: template.Context) -> SafeString:
    """The hidden field that says who a form was made for, where the command id is there already."""
    return _made_for(context)


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The box of a field with its classes, and no guess from the browser about what to fill in."""
    name = CLASSES.get(field.widget_type, "govuk-input")
    classes = [name, f"{name}--error"] if field.errors else [name]
    attrs: dict[str, Any] = {"class": " ".join(classes)}
    if "autocomplete" not in field.field.widget.attrs:
        attrs["autocomplete"] = "off"
    return field.as_widget(attrs=attrs)


@register.filter
def in_fours(letters: str) -> str:
    """Letters to be typed by hand, four at a time."""
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


@register.filter
def first_box(field: BoundField) -> str:
    """The id of the box that an error leads to."""
    return f"{field.auto_id}_0" if field.widget_type in SEVERAL_BOXES else str(field.auto_id)


@register.filter
def before_a_mistake(label: object) -> str:
    """A label as it stands before a sentence: with a colon, unless it ends as a question does."""
    words = str(label).rstrip()
    return words if words.endswith(("?", "!", ".", ":")) else f"{words}:"


def _made_for(context: template.Context) -> SafeString:
    actor = context.get("actor")
    if actor is None:
        return SafeString("")
    return _hidden(writer.FIELD, writer.token_of(writer.Writer(actor.worker_ref, actor.agency_ref)))


def _hidden(name: str, value: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)
