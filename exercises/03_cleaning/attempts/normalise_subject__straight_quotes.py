# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["OVERMERGED"]
# says = "Curly quotes are straight ones."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    text, before = subject, None
    plain = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", html.unescape(text)).translate(plain)
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
