"""nbgrader's settings: exercises/ is its source, everything it makes goes under build/."""
import os
import sys
import warnings
from pathlib import Path

from autograder.nbgrader_plugins import safe_markup

ROOT = Path(__file__).resolve().parent
c = get_config()

# nbgrader calls `alembic` by name: without an activated environment only this finds it.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
(ROOT / "build").mkdir(exist_ok=True)
# Raised by nbgrader's own session handling at every first submission; the rows are written all the same.
warnings.filterwarnings("ignore", message="Object of type <Submitted")

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "ml-craft"
c.CourseDirectory.source_directory = "exercises"
c.CourseDirectory.release_directory = "build/release"
c.CourseDirectory.source_with_tests_directory = "build/source_with_tests"
c.CourseDirectory.submitted_directory = "build/submitted"
c.CourseDirectory.autograded_directory = "build/autograded"
c.CourseDirectory.feedback_directory = "build/feedback"
c.CourseDirectory.solution_directory = "build/solution"
# Another gradebook, such as PostgreSQL's; `craft grade --db URL` sets the same variable.
c.CourseDirectory.db_url = os.environ.get("CRAFT_DB") or f"sqlite:///{ROOT / 'build' / 'gradebook.db'}"
# nbgrader copies every other file of a source folder into the release: solutions and mentor's page too.
c.CourseDirectory.ignore = [".*", "*.pyc", "__pycache__", "feedback", "*.py", "*.toml", "*.md", "attempts"]
c.NbGrader.logfile = str(ROOT / "build" / "nbgrader.log")

# Of `nbgrader validate`, which a learner runs on the own notebook: it knows no other way than a kernel.
c.Execute.timeout = 180
# Grading has steps of its own: a submission is run in the sandbox and recorded as `craft grade` does it.
c.Autograde.sanitize_preprocessors = ["autograder.nbgrader_plugins.rebuild.RebuildOnRelease"]
c.Autograde.autograde_preprocessors = ["autograder.nbgrader_plugins.execute.GradeSubmission"]
c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugins.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = []

# The formgrader shows submissions in a page of the mentor's own server, so only markup that runs nothing.
c.HTMLExporter.preprocessors = ["autograder.nbgrader_plugins.safe_markup.SanitizeOutputs"]
c.HTMLExporter.filters = {"markdown2html": safe_markup.safe_markdown}
c.SanitizeHTML.tags = safe_markup.TAGS
c.SanitizeHTML.attributes = safe_markup.ATTRIBUTES
c.SanitizeHTML.styles = safe_markup.STYLES
