# ---
# task = "alert"
# verdict = "right"
# fails = []
# says = "A heading above each fact; what is not known is said under its own."
# ---
# %% nbgrader={"grade_id": "alert", "solution": true}
def alert(findings: list[dict], runbook: dict[str, str]) -> list[str]:
    def plain(value: float) -> str:
        return f"{value:.3f}".rstrip("0").rstrip(".") if value < 1000 else f"{value:.0f}"

    texts = []
    worst = {cause: max(one["euros"] for one in findings if one["cause"] == cause) for cause in {one["cause"] for one in findings}}
    for cause in sorted(set(worst) & set(runbook), key=worst.get, reverse=True):
        group = sorted((one for one in findings if one["cause"] == cause), key=lambda one: one["euros"], reverse=True)
        lines = []
        for one in group:
            is_known = one["value"] is not None and one["value"] == one["value"]
            now = f"{plain(one['value'])} {one['unit']}" if is_known else "unknown"
            ends = "unknown" if one["usual"] is None else "{}-{}".format(*map(plain, one["usual"]))
            lines.append(f"{one['figure']} {now}, norm {ends}")
        first = [one["first_bad"] for one in group if one["first_bad"] is not None]
        tickets = [one["tickets"] for one in group if one["tickets"] is not None]
        teams = [team for one in group for team in one["teams"] or ()]
        of = max(one["of"] for one in group)
        lines += ["BAD SINCE", f"{min(first).tz_convert('UTC'):%b %d} (UTC)" if first else "unknown",
                  "TICKETS", f"{len(set().union(*tickets))} out of {of}" if tickets else f"unknown, out of {of}",
                  "OF", ", ".join(dict.fromkeys(teams)) if teams else "unknown teams",
                  "COST", f"EUR {plain(worst[cause])} a day", "DO", runbook[cause],
                  "ASK", ", ".join({one["owner"] for one in group})]
        texts.append("\n".join(lines))
    return texts
