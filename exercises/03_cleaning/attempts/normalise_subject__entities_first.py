# ---
# task = "normalise_subject"
# verdict = "right"
# fails = []
# says = "Entities until there are none, then the other steps; all of it until nothing changes."
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
        while html.unescape(text) != text:
            text = html.unescape(text)
        text = unicodedata.normalize("NFKC", text)
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
