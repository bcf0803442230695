# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["OVERMERGED"]
# says = "If it can be encoded as Latin-1 and read as UTF-8, that is what it was."
# source = "The idiom text.encode(\"latin-1\").decode(\"utf-8\") of many answers about mojibake"
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    try:
        subject = subject.encode("latin-1").decode("utf-8")
    except UnicodeError:
        pass
    text, before = subject, None
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
