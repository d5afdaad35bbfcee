"""What an API token lets a program do in its person's name."""

from enum import StrEnum


class Scope(StrEnum):
    """A token has one or more of them; none of them is for accounts, sign-ins, tokens and administration."""

    READ = "read"  # whatever only reads
    WRITE = "write"  # changes to what is there
    RECORD = "record"  # begin, send, end and throw away recordings and files
