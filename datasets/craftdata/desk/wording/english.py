"""Subjects in English."""

from .wording import Wording

ENGLISH = Wording(
    openers=("", "Re: ", "Fwd: ", "Help needed: ", "Question: "),
    urgent=("URGENT: ", "ASAP - ", "Production down! ", "Critical: "),
    contexts=("", " since this morning", " again", " after the update", ", please help"),
    symptoms=(
        (
            ("invoice shows wrong amount", "wrong total on our last invoice"),
            ("cannot update payment card", "new credit card is not accepted"),
            ("VAT id rejected", "our VAT number is refused at checkout"),
            ("refund request", "please refund the unused licences"),
            ("seat count mismatch", "billed for more seats than we have"),
            ("duplicate charge", "we were charged twice"),
        ),
        (
            ("SAML login loop", "SSO sends users back to the login page"),
            ("password reset mail missing", "no reset e-mail arrives"),
            ("MFA device lost", "second factor lost with old phone"),
            ("users not provisioned via SCIM", "SCIM does not create new users"),
            ("session expires at once", "logged out after every click"),
            ("locked out admin", "our only admin cannot sign in"),
        ),
        (
            ("webhook deliveries delayed", "webhooks arrive hours late"),
            ("API returns 429", "we hit the API rate limit"),
            ("Salesforce sync stuck", "contacts no longer sync to Salesforce"),
            ("OAuth token invalid", "connected app wants consent every day"),
            ("Jira link broken", "linked Jira issues do not open"),
            ("field mapping lost", "custom field mapping is gone"),
        ),
        (
            ("dashboard very slow", "dashboards take a minute to load"),
            ("search times out", "search gives no result before it times out"),
            ("report never finishes", "monthly report runs for ever"),
            ("high latency in region", "everything is slow from our office"),
            ("page hangs on save", "saving a record freezes the page"),
            ("memory error in client", "desktop client runs out of memory"),
        ),
        (
            ("CSV import fails", "cannot import our CSV file"),
            ("export misses rows", "rows missing in the export"),
            ("encoding broken in file", "umlauts are garbled after import"),
            ("scheduled export not sent", "nightly export did not arrive"),
            ("import stuck at 99%", "import never completes"),
            ("wrong date format", "day and month swapped after import"),
        ),
        (
            ("button does nothing", "clicking save has no effect"),
            ("layout broken on mobile", "columns overlap on the phone"),
            ("dark mode unreadable", "black text on black in dark mode"),
            ("column order resets", "table forgets my column order"),
            ("typo in menu", "spelling mistake in settings menu"),
            ("drag and drop broken", "cannot drag cards any more"),
        ),
        (
            ("how to add a user", "adding a colleague to the workspace"),
            ("where is the audit log", "looking for the audit log"),
            ("how to change owner", "transfer a project to someone else"),
            ("question about roles", "what may an editor do"),
            ("how to archive project", "archiving an old project"),
            ("training request", "can we book a training"),
        ),
        (
            ("service unavailable", "the service is down"),
            ("error 503 everywhere", "all pages answer 503"),
            ("data not loading", "no data is shown"),
            ("all users affected", "nobody here can work"),
            ("cannot open workspace", "workspace does not open"),
            ("events missing since noon", "no new events for hours"),
        ),
    ),
)
