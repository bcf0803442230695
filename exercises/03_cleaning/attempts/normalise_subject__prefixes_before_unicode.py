# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["STEPS_HIDE", "NOT_A_FIXED_POINT", "GARBLED_APART"]
# says = "Prefixes first, then the characters; until nothing changes, but the prefixes once."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject):
    if not isinstance(subject, str):
        return ""
    text, before = subject, None
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", html.unescape(text))
        text = " ".join(text.casefold().split())
        text = re.sub(r"^(?:(?:re|fwd?|aw|wg) ?: ?)+", "", text)
    return "".join(character for character in text if unicodedata.category(character) != "Cf").strip()
