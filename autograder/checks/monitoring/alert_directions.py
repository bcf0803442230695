"""Whether a text says that a figure is above or below what is usual, in whatever words.

A text is first reduced: the figure becomes FIGURE, its value with the unit VALUE, both ends of what is usual
RANGE, words for what is usual USUAL; all else is in lower case. A word is read only where it is bound to one
of these: `over 3 days`, `follow up` and `high priority` say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.checks.monitoring import alert_reading as reading
from autograder.checks.monitoring.alert_facts import Finding, known

_USUAL = re.compile(
    r"\b(?:(?:usual|normal|typical)(?:ly)?|expect(?:ed|s)?|ordinar(?:y|ily)|average|norm|as a rule|baseline|"
    r"limits?|threshold)(?: (?:range|values?|level|limits?))?\b|\brange\b"
)
# What a comparison can stand before, although it compares nothing: under normal conditions.
_CIRCUMSTANCES = r"(?! (?:conditions?|circumstances|load|operations?|days?|weeks?|periods?|times?)\b)"
_OF_VALUE = r"(?:(?<=VALUE)|(?<=unknown))[ ,:(]*"
_THAN = {
    1: r"(?:\b(?:above|over|exceed(?:s|ed|ing)?|in excess of|(?:high|great|larg|bigg|long)er than|more than)"
    rf"\b|{_OF_VALUE}(?<![-=<])[>\u2265]+)",
    -1: r"(?:\b(?:below|under|beneath|(?:(?:falls?|fell) )?short of|(?:low|small|short|few)er than|less than)"
    rf"\b|{_OF_VALUE}[<\u2264]+(?![-=>]))",
}
_MOVED = {
    1: r"rose|ris(?:e|es|en|ing)|jump(?:s|ed)?|spik(?:es?|ed|ing)|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|"
    r"climb(?:s|ed|ing)?|increas(?:es?|ed|ing)|gr(?:ew|own|ows?|owing)|(?:shot|went|gone|is|are) up",
    -1: r"fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|s[aiu]nk|sinks|plung(?:es?|ed|ing)|plummet(?:s|ed|ing)?|"
    r"collaps(?:es?|ed|ing)|decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)|shr[aiu]nk|dip(?:s|ped)?|"
    r"slump(?:s|ed)?|(?:went|gone|is|are) down",
}
_STATE = {
    1: r"up|high(?:er)?|elevated|excessive|too (?:high|much|many|large|long)",
    -1: r"down|low(?:er)?|reduced|too (?:low|little|few|small|short)",
}
_GAP = r"[ ,:=(\[*_\u2013\u2014-]*"
_FILLED = (
    r"(?:(?:is|are|was|were|has|have|had|been|gone|went|shot|stands?|at|now|today|currently|still|again|much|far|"
    r"way|very|quite|suddenly|sharply|clearly|strongly|significantly|which|this|that|it)\b[ ,]*)*"
)
_TO_VALUE = r"to (?:(?!now|today|this)\w+ ){0,2}(?:VALUE|unknown)"
_ENDS = (
    rf"(?= *(?:$|[\n,.;:()\]!]| [-\u2013\u2014] |{_TO_VALUE}|"
    r"(?:from|by|again|today|now|against|vs|versus|compared|sharply|VALUE|RANGE|USUAL)\b))"
)
# Behind what is usual a word counts where a sentence ends: `usual low: 40, high: 75` names both ends.
# So does `usually 40 (low) to 75 (high)`, where both directions are read, and neither is held against it.
_BEHIND = {1: "above", -1: "below"}
_BEHIND_GAP, _END = r"\)?[ ,;:.*_(\[+\u2013\u2014-]*", r"(?= *(?:$|[\n.;!)\]]))"
_ALONE = {
    1: r"VALUE \(above\)|(?:FIGURE|VALUE)[ ,:(\u2013-]*exceed(?:s|ed|ing)?(?= (?:RANGE|USUAL|unknown))",
    -1: r"VALUE \(below\)",
}
_DENIED = re.compile(
    r"\b(?:not|no|never|neither|nor|if|should|must|whether|than|instead of|vs|versus|against|"
    r"at (?:least|most))\b|n't|USUAL"
)
_BOUNDARY = re.compile(r"[.;)\n]|VALUE|RANGE(?:[:,]| \()")


def directions(text: str, finding: Finding, names: Iterable[str]) -> set[int]:
    """1 if a text about one finding says that it is above what is usual, -1 for below; denials say neither.

    names: other words of the text that are no words of its author, such as teams, owners and the action.
    """
    said = _reduced(text, finding, names)
    return {sign for sign in (1, -1) if _compares(said, sign) or _is_bound(said, sign)}


def _compares(said: str, sign: int) -> bool:
    """`above the usual 12 to 90`, but for what is denied, or said of what is usual."""
    target = rf"(?: *(?:the|its|our|all|what is|that is|upper|lower)\b)* *(?:RANGE|USUAL{_CIRCUMSTANCES})"
    for found in re.finditer(rf"{_THAN[sign]}{target}", said):
        before = _BOUNDARY.split(said[: found.start()])[-1]
        if not _DENIED.search(before):
            return True
    return bool(re.search(rf"VALUE{_GAP}{_FILLED}{_THAN[sign]}[ a-z]{{0,6}} unknown", said))


def _is_bound(said: str, sign: int) -> bool:
    """`risen to 340 min`, `340 min (high)`, `wait for a team too high`, `usual 12 to 90: too high`."""
    state, moved = f"(?:{_MOVED[sign]}|{_STATE[sign]})", f"(?:{_MOVED[sign]})"
    forms = (
        rf"\b{moved} (?:\w+ly )?(?:from (?:the )?(?:USUAL )?RANGE )?{_TO_VALUE}",
        rf"(?:FIGURE|VALUE){_GAP}{_FILLED}{state}\b{_ENDS}",
        rf"(?:RANGE|USUAL:? unknown){_BEHIND_GAP}{_FILLED}(?:{state}|{_BEHIND[sign]})\b{_END}",
        rf"(?<!severity )(?<!priority )(?<!urgency )\b(?:{_STATE[sign]}) FIGURE",
        rf"\b{moved} (?:in|of) (?:the )?FIGURE",
        _ALONE[sign],
    )
    for found in (one for form in forms for one in re.finditer(form, said)):
        before = re.split(r"[.;),\n]", said[: found.start()])[-1]
        if not _DENIED.search(before.replace("USUAL", "")):
            return True
    return False


def _reduced(text: str, finding: Finding, names: Iterable[str]) -> str:
    figure = str(finding["figure"])
    for name in sorted(filter(None, names), key=len, reverse=True):
        by = "\ue000" if name == figure else "\n"
        text = re.sub(r"\s+".join(map(re.escape, name.split())), by, text, flags=re.IGNORECASE)
    lines = "\n".join(" ".join(line.split()) for line in text.lower().splitlines())
    lines = reading.with_numbers_as(lines, lambda number: _token(number, finding))
    unit = re.escape(str(finding["unit"]).lower())
    lines = re.sub(rf"\b(VALUE|RANGE)[ \u00a0\u202f-]*{unit}(?!\w)", r"\1", _USUAL.sub("USUAL", lines))
    lines = re.sub(r"RANGE[^\w\n]{0,3}(?:(?:to|and)[^\w\n]{1,2})?RANGE", "RANGE", lines)
    return lines.replace("\ue000", "FIGURE")


def _token(number: reading.Number, finding: Finding) -> str | None:
    usual, value = finding["usual"], finding["value"]
    if known(value) and number.means(float(value)) and reading.has_unit(number, str(finding["unit"])):
        return "VALUE"
    return "RANGE" if known(usual) and any(number.means(end) for end in usual) else None
