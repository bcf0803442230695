# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["OVERMERGED"]
# says = "The usual signs of a wrong encoding are replaced by what they stand for."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject: str | None) -> str:
    """The normal form of a subject, the same for all spellings of it.

    subject: text, or None or nan. Returns text without entities, invisible characters, prefixes and case.
    """
    if not isinstance(subject, str):
        return ""
    for wrong, right in {"\u00c3\u00a9": "\u00e9", "\u00c3\u00bc": "\u00fc", "\u00c3\u00b6": "\u00f6"}.items():
        subject = subject.replace(wrong, right)
    text, before = subject, None
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return text
