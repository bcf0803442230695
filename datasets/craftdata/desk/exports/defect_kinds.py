"""What is wrong with the raw files: what happens, where it shows, what it changes, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DefectKind:
    """What is known about a kind of defect.

    Parameters
    ----------
    what : str
        What the source does.
    shows_in : str
        File and column in which it can be seen.
    figure : str
        A number of a report that is wrong when it goes unnoticed.
    response : str
        What a good team does.
    """

    what: str
    shows_in: str
    figure: str
    response: str


# The keys are the fields of `RawDefects`.
DEFECTS = {
    "redelivered": DefectKind(
        "the gateway delivers an event again, minutes or hours later",
        "events: event_id twice, ingested_at differs",
        "messages per ticket",
        "keep the delivery with the least ingested_at of each event_id",
    ),
    "late_events": DefectKind(
        "agents work offline: their events arrive hours later and out of order",
        "events: ingested_at far after the time of the event",
        "share of the first hour's agent events that were known at the decision",
        "count what was ingested by the decision, not what had happened by then",
    ),
    "skewed_clocks": DefectKind(
        "an agent's clock is minutes to an hour and a half early or late",
        "events: times after ingested_at, or before the ticket's creation",
        "agent events that seem to be ingested before they occurred",
        "bound times by creation and ingestion, take resolutions from the server, report the share",
    ),
    "reopened": DefectKind(
        "a customer opens a resolved ticket again, and it is resolved a second time",
        "events: reopened, two events resolved",
        "share of breaches when the last resolution counts",
        "the SLA counts the first resolution; keep reopenings as a measure of their own",
    ),
    "merged_accounts": DefectKind(
        "forms name an account that has since been merged into another",
        "created.account and tickets.account_id: not in crm.accounts, but in account_merges.old_id",
        "share of the tickets without an account",
        "map old identifiers by account_merges before any join or count by account",
    ),
    "csat_self_selected": DefectKind(
        "the delighted and the angry answer the survey more often than the others",
        "csat: share answering by outcome, and the shape of the scores",
        "share of the dissatisfied; mean satisfaction",
        "say what the mean is a mean of; weight or bound it, never fill in the mean",
    ),
    "berlin_time": DefectKind(
        "hermes writes the wall clock of Berlin without a zone; one hour in October is ambiguous",
        "events of hermes: no Z, times one or two hours after ingested_at",
        "share of breaches of the EMEA teams",
        "localise by the producer's zone, settle the ambiguous hour by ingested_at, keep UTC from there on",
    ),
    "schema_2": DefectKind(
        "schema 2 renames fields and sends sla in minutes and attach in bytes",
        "events: v, and the ranges of sla and attach",
        "median SLA in hours; share of breaches",
        "convert at the edge by the version of each line, assert ranges",
    ),
    "snapshot_units": DefectKind(
        "the helpdesk's table keeps the number of sla as it was sent, without the version",
        "tickets.sla: values above 168 from the release on",
        "share of breaches by the snapshot",
        "convert by release and creation, check against the events",
    ),
    "resolved_sentinel": DefectKind(
        "open tickets have 1970-01-01 as their resolution",
        "tickets.resolved_at before created_at",
        "mean hours to resolution; open tickets that count as met",
        "make it missing; a ticket open past its deadline is a breach, one before it has no label yet",
    ),
    "local_dates": DefectKind(
        "EMEA enters 31.07.2024, the others 2024-07-31",
        "crm.accounts.signup_date",
        "accounts with a sign-up date; tenure",
        "parse by region with an explicit format, let nothing guess",
    ),
    "decimal_comma": DefectKind(
        "EMEA enters amounts with a decimal comma",
        "crm.accounts.mrr: text that is no number",
        "recurring revenue",
        "parse by region, count what failed to parse before and after",
    ),
    "european_csv": DefectKind(
        "the survey tool writes semicolons, decimal commas, a byte order mark and local times",
        "csat.csv",
        "answers whose score is a number",
        "state separator, decimal sign, encoding, format and zone when reading",
    ),
    "backfilled_week": DefectKind(
        "hermes held a week of events back and sent them all at once afterwards",
        "events: days without a file of hermes, then a large one",
        "share of agent events known within a day",
        "keep both clocks; leave the week out of features that need ingestion, say so",
    ),
    "event_retries": DefectKind(
        "a producer that waited for an answer in vain sends the event again under a new identifier",
        "events: same ticket, type and data within seconds",
        "messages per ticket, after duplicates by event_id are gone",
        "match on content within seconds, keep the first, count the pairs",
    ),
    "ticket_retries": DefectKind(
        "a form is sent twice and becomes two tickets",
        "created: same account, subject and length within 90 seconds",
        "tickets a day",
        "pair them by content and time, keep the first, keep the list of pairs",
    ),
    "qa_tickets": DefectKind(
        "a bot writes synthetic tickets that are resolved at once",
        "created.plan internal; resolutions within two minutes",
        "share of breaches",
        "leave out what the QA account wrote, in training and in every report",
    ),
    "lost_resolved": DefectKind(
        "the event of a resolution never arrives",
        "tickets with a status other than open and no event resolved",
        "tickets that seem to be open",
        "reconcile events with the snapshot, name which one wins, report how many differ",
    ),
    "broken_lines": DefectKind(
        "a line ends in the middle",
        "events: lines that are no JSON",
        "lines read",
        "put them into quarantine with file, number and reason; lines in = rows out + quarantine",
    ),
    "resent_files": DefectKind(
        "a file is sent again under another name days later",
        "events: DATE.jsonl.gz and DATE.2.jsonl.gz, equal lines",
        "events of that day",
        "ingest idempotently by key; a manifest with digests shows the repetition",
    ),
    "cut_files": DefectKind(
        "the transfer of a file stopped; it ends within a line, and the whole file comes later",
        "events: no line end at the end of the file; DATE.2.jsonl.gz is longer",
        "lines that cannot be read",
        "quarantine the last line, take the second file in, and see the quarantine emptied by it",
    ),
    "late_files": DefectKind(
        "a file lands days after its date",
        "the folder as it was on those days",
        "days from a file's date until it landed",
        "a watermark for each producer; no report of a day before its files are there",
    ),
    "missing_blocks": DefectKind(
        "self-serve sign-ups were not asked for seats, mrr and industry",
        "crm.accounts: three columns missing together where signup_channel is self-serve",
        "mean seats of an account",
        "missing given the channel: an indicator, and no statement about all accounts from the rest",
    ),
    "seat_sentinels": DefectKind(
        "9999 or -1 stands for unknown seats",
        "crm.accounts.seats, against account_changes.seats",
        "mean seats of an account",
        "make them missing, by a rule on the range",
    ),
    "plan_variants": DefectKind(
        "plans are typed by hand: other case, blanks, abbreviations, typing errors",
        "crm.accounts.plan, created.plan",
        "share of the tickets on the enterprise plan",
        "map every known spelling, let an unknown one fail loudly",
    ),
    "deleted_accounts": DefectKind(
        "accounts are erased from the CRM on request; their tickets stay",
        "tickets.account_id: neither in crm.accounts nor in account_merges",
        "tickets left after an inner join",
        "join left, keep an indicator; a model must do without what was erased",
    ),
    "stale_rows": DefectKind(
        "an import left older rows of accounts behind",
        "crm.accounts: account_id twice, updated_at differs",
        "rows after a join of tickets with accounts",
        "keep the row with the latest updated_at, assert the grain before the join",
    ),
    "garbled_subjects": DefectKind(
        "gateways pile up prefixes and change blanks, entities, encoding and accents",
        "created.subject, tickets.subject",
        "share of the tickets whose subject occurs elsewhere too",
        "normalise step by step, each step reversible or counted",
    ),
}  # fmt: skip

# Columns that know more than was known one hour after creation.
LEAKS = {
    "priority": DefectKind(
        "the snapshot has the priority of now, raised near the deadline",
        "tickets.priority",
        "AUC offline, against AUC when deployed",
        "take the priority of the created event",
    ),
    "n_messages": DefectKind(
        "the snapshot counts the messages of the whole life",
        "tickets.n_messages",
        "AUC offline; level of the predictions when deployed",
        "count the messages ingested by the decision",
    ),
    "agent_id": DefectKind(
        "the snapshot has the last agent, and late tickets end with seniors",
        "tickets.agent_id with teams.json",
        "AUC offline; level of the predictions when deployed",
        "leave it out, or take who had it at the decision",
    ),
    "health_score": DefectKind(
        "the CRM computes the score at the export, from the outcomes to be predicted",
        "crm.accounts.health_score",
        "AUC offline, against AUC when deployed",
        "count the outcomes known before the day, as account features do",
    ),
    "row_order": DefectKind(
        "the snapshot is sorted by updated_at, and what takes long stands at the end",
        "tickets: position of the row, updated_at",
        "AUC offline, against AUC when deployed",
        "order by a key before anything else; drop updated_at",
    ),
    "later_events": DefectKind(
        "events after the decision, or ingested after it, stand beside those of the first hour",
        "events: both clocks against creation + 1 h",
        "AUC offline, against AUC when deployed",
        "filter by the time of the event and by ingested_at",
    ),
}  # fmt: skip
