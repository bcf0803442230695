"""The ladder this curriculum practises: the ids that `stages` and `behaviours` in a unit.toml may use."""
from __future__ import annotations

STAGES = (
    "formulation", "collection", "cleaning", "aggregation", "features", "modeling", "optimization",
    "evaluation", "offline_testing", "online_testing", "deployment", "monitoring", "iteration",
)

CRAFT = {
    "fluency.tools": "works effectively with the team's ML tools and packages",
    "fluency.algorithms": "understands the algorithms of the area and adapts them to the project",
    "fluency.analysis": "analyses and presents data or experiment results with statistics and plots",
    "design.build": "builds a model from standard components for a given task",
    "design.stages": "understands how the lifecycle stages interact, and adjusts a design at any stage",
    "design.rationale": "understands why the team designed it so, in order to implement it",
    "code.clarity": "turns ideas into code that is written to be read",
    "code.correctness": "code without glaring errors: documented, and tested sensibly",
    "code.navigation": "finds the way through a large code base and debugs others' code",
    "code.pace": "high throughput at the quality that the project's stage asks for",
}

AROUND = {
    "impact.priorities": "works on what adds most value, keeps it simple, proposes scope adjustments",
    "ownership.failures": "follows through, owns failures and learns from them, thinks a step ahead",
    "decisions.informed": "gathers input, considers the customer, decides in time",
    "agility.ambiguity": "stays effective when requirements change midway",
    "innovation.share": "tries new approaches and shares what was learned, null results too",
    "growth.feedback": "asks for feedback and acts on it",
    "talent.feedback": "gives honest feedback with empathy",
    "communication.clear": "writes clearly, shares what matters with manager, team and customers",
}

BEHAVIOURS = frozenset(CRAFT) | frozenset(AROUND)
