# ---
# task = "normalise_subject"
# verdict = "right"
# fails = []
# says = "Normalise once; if something changed, do it again."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject):
    if subject is None or subject != subject:
        return ""
    text = unicodedata.normalize("NFKC", html.unescape(subject)).casefold()
    text = re.sub(r"\s+", " ", "".join(c for c in text if unicodedata.category(c) != "Cf")).strip()
    text = re.sub(r"^(re|fw|fwd|aw|wg)\s*:\s*", "", text)
    return text if text == subject else normalise_subject(text)
