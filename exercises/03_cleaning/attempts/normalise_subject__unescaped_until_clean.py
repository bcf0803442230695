# ---
# task = "normalise_subject"
# verdict = "wrong"
# fails = ["STEPS_HIDE", "NOT_A_FIXED_POINT", "GARBLED_APART"]
# says = "Entities need a loop; the other steps do not."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject):
    if not isinstance(subject, str):
        return ""
    text = subject
    while html.unescape(text) != text:
        text = html.unescape(text)
    text = re.sub(r"(?i)^(?:\s*(?:re|fwd?|aw|wg)\s*:)+", "", text)
    text = unicodedata.normalize("NFKC", text)
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(text.casefold().split())
