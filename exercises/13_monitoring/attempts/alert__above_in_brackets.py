# ---
# task = "alert"
# verdict = "wrong"
# fails = ["FIGURE_WITHOUT_SCALE", "GAP_AS_A_FACT"]
# says = "Whatever alarms is above what is usual, in brackets behind it."
# ---
# %% nbgrader={"grade_id": "alert", "solution": true}
def alert(findings: list[dict], runbook: dict[str, str]) -> list[str]:
    def number(value: float) -> str:
        return f"{value:,.0f}" if value >= 200 else f"{round(value, 1 if value > 20 else 3):g}"

    def measured(finding: dict) -> str:
        value, usual = finding["value"], finding["usual"]
        now = "unknown" if value is None or np.isnan(value) else f"{number(value)} {finding['unit']}"
        return f"{finding['figure']}: {now}, usually {' to '.join(map(number, usual)) + ' (above)' if usual else 'unknown'}"

    causes = {}
    for finding in sorted(findings, key=lambda finding: -finding["euros"]):
        if finding["cause"] in runbook:
            causes.setdefault(finding["cause"], []).append(finding)
    texts = []
    for cause, group in causes.items():
        days = [one["first_bad"].tz_convert("UTC") for one in group if one["first_bad"] is not None]
        touched = {ticket for one in group for ticket in one["tickets"] or []}
        teams = {team for one in group for team in one["teams"] or []}
        texts.append("\n".join([
            *map(measured, group),
            f"Since: {min(days):%d %b %Y} UTC" if days else "Since: unknown",
            f"Touched: {len(touched) or 'unknown'} of {max(one['of'] for one in group)} tickets",
            f"Teams: {', '.join(sorted(teams)) or 'unknown'}",
            f"Damage: {number(group[0]['euros'])} euros a day",
            f"First: {runbook[cause]}",
            f"Ask: {', '.join(sorted({one['owner'] for one in group}))}"]))
    return texts
