# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["PREFIXES", "STEPS_HIDE", "NOT_A_FIXED_POINT", "GARBLED_APART"]
# says = "A subject has one prefix."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    text = html.unescape(html.unescape(html.unescape(html.unescape(subject))))
    for _ in range(1):
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)", "", text)
    return text
