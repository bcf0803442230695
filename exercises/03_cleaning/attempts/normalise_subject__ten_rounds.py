# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["NOT_A_FIXED_POINT"]
# says = "Nobody escapes a text more than ten times."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    text = subject
    for _ in range(10):
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
