# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["INVISIBLE"]
# says = "The zero-width space is what we have seen."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    text, before = subject, None
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = text.replace("\u200b", "")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
