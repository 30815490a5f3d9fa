"""Random addresses of what is seen from outside: documents, files, jobs."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letter or digit that is mistaken for another when read from paper: no 0 o, no 1 i l."""

LENGTH = 12


def new_token() -> str:
    """Twelve random characters: 31^12 addresses, more than can be tried."""
    number = secrets.randbelow(len(ALPHABET) ** LENGTH)
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def is_token(text: str) -> bool:
    """Whether the text could be one of our tokens; anything else need not be looked up."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)
