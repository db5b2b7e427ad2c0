"""A mail server on the loopback address for whatever sends."""

from tests.mailbox import inbox as inbox
