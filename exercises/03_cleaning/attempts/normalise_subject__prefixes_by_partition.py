# ---
# task = "normalise_subject"
# verdict = "right"
# fails = []
# says = "Fifty rounds are enough for anybody; prefixes are cut at the colon."
# ---
# %% nbgrader={"grade_id": "normalise-subject", "solution": true}
def normalise_subject(subject):
    text = subject if isinstance(subject, str) else ""
    for _ in range(50):
        for _ in range(5):
            text = html.unescape(text)
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())
        head, colon, rest = text.partition(":")
        if colon and head.strip() in {"re", "fw", "fwd", "aw", "wg"}:
            text = rest.strip()
    return text
