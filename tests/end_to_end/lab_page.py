"""JupyterLab in a browser, in a learner's terms: open a link, run a cell, read what it shows."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page, Request, expect

PATIENCE_MS = 60_000


@dataclass
class LabPage:
    """One browser tab on one JupyterLab. `foreign` lists requests that left this machine."""

    page: Page
    screenshots: Path
    foreign: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open an address and wait until JupyterLab's splash is gone and the layout restored."""
        self.page.on("request", self._note_request)
        self.page.goto(address)
        self.page.wait_for_selector("#jp-main-dock-panel", timeout=PATIENCE_MS)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=PATIENCE_MS)

    def _note_request(self, request: Request) -> None:
        host = urlparse(request.url).hostname
        if host not in (None, "127.0.0.1", "localhost"):
            self.foreign.append(request.url)

    @property
    def start(self) -> Locator:
        """The rendered start page."""
        return self.page.locator(".jp-MarkdownViewer .jp-RenderedMarkdown")

    def open_start(self) -> None:
        """Bring the start page's tab to the front."""
        self.page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text="START.md").first.click()
        expect(self.start).to_be_visible(timeout=PATIENCE_MS)

    def follow(self, link: Locator) -> Locator:
        """Click a link to a notebook; returns the notebook's panel once its kernel is idle."""
        link.click()
        panel = self.notebook
        expect(panel).to_be_visible(timeout=PATIENCE_MS)
        self.wait_idle()
        return panel

    @property
    def notebook(self) -> Locator:
        """The panel of the notebook in front."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    @property
    def cells(self) -> Locator:
        """The cells of the notebook in front, in order."""
        return self.notebook.locator(".jp-Notebook .jp-Cell")

    def wait_idle(self, timeout_ms: float = PATIENCE_MS) -> None:
        """Wait until the kernel of the notebook in front has started and has nothing left to do."""
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=timeout_ms)

    def cell(self, text: str) -> Locator:
        """The first cell of the notebook in front whose text contains `text`."""
        return self.cells.filter(has_text=text).first

    def run(self, cell: Locator, timeout_ms: float = PATIENCE_MS) -> str:
        """Run a code cell with Shift-Enter; returns the text it shows."""
        cell.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Shift+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).not_to_have_text("[*]:", timeout=timeout_ms)
        self.wait_idle(timeout_ms)
        output = cell.locator(".jp-OutputArea-output")
        return "\n".join(output.all_inner_texts()).strip()

    def run_all(self, timeout_ms: float = PATIENCE_MS) -> None:
        """Run > Run All Cells, and wait for the last one."""
        self.menu("Run", "Run All Cells")
        code = self.notebook.locator(".jp-CodeCell .jp-InputArea-prompt")
        expect(code.last).not_to_have_text("[ ]:", timeout=timeout_ms)
        expect(code.filter(has_text="*")).to_have_count(0, timeout=timeout_ms)
        self.wait_idle(timeout_ms)

    def errors(self) -> list[str]:
        """The tracebacks that the notebook in front shows."""
        # JupyterLab renders an error as it renders stderr.
        shown = self.notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]')
        return shown.filter(has_text="Traceback (most recent call last)").all_inner_texts()

    def write(self, cell: Locator, source: str) -> None:
        """Replace a cell's source by typing it in."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Escape")

    def add_cell(self, source: str) -> Locator:
        """Add a code cell after the first cell of the notebook in front; returns it."""
        self.cells.first.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        added = self.cells.nth(1)
        self.write(added, source)
        return added

    def save(self) -> None:
        """Save the notebook in front with Ctrl-S and wait until it is clean."""
        self.page.keyboard.press("Control+s")
        dirty = self.page.locator(".lm-DockPanel-tabBar .jp-mod-current.jp-mod-dirty")
        expect(dirty).to_have_count(0, timeout=PATIENCE_MS)

    def menu(self, name: str, entry: str) -> None:
        """Choose an entry of the menu bar."""
        self.page.locator("#jp-MainMenu .lm-MenuBar-item", has_text=name).first.click()
        self.page.locator(".lm-Menu .lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def interruptions(self) -> list[str]:
        """What stands in the learner's way now: texts of dialogs and pop-up notifications."""
        popups = self.page.locator(".jp-Dialog:visible, .Toastify__toast:visible")
        return popups.all_inner_texts()

    def screenshot(self, name: str) -> Path:
        """Save what is seen as build/screenshots/NAME.png."""
        self.screenshots.mkdir(parents=True, exist_ok=True)
        path = self.screenshots / f"{name}.png"
        self.page.screenshot(path=path)
        return path
