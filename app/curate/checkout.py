"""Puts accepted files under version control: a branch and a commit in the git checkout that has the seed."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 30


class GitError(Exception):
    """git refused. The message is what it said."""


@dataclass(frozen=True)
class Commit:
    """A commit to be made. ``names`` are those of the files in the seed's folder."""

    folder: Path
    branch: str
    message: str
    names: list[str]

    @property
    def commands(self) -> list[list[str]]:
        """The commands that make it, for the folder of the seed."""
        return [
            ["git", "switch", "--quiet", "--create", self.branch],
            ["git", "add", "--", *self.names],
            ["git", "commit", "--quiet", "--message", self.message, "--", *self.names],
        ]

    def obstacle(self) -> str | None:
        """What must be done before the commit can be made; ``None`` if nothing prevents it."""
        try:
            changes = _run(["git", "status", "--porcelain", "--untracked-files=no", "--", *self.names], self.folder)
            if changes:
                files = ", ".join(line[3:] for line in changes.splitlines())
                return f"git has changes that are not committed of {files}: commit them first"
            top = self.branch.partition("/")[0]  # git takes a branch of this name for a file where a folder must be
            if branch := _run(["git", "branch", "--list", "--format=%(refname:short)", top, self.branch], self.folder):
                return f"git has a branch {branch.strip()}: rename or delete it"
            _run(["git", "var", "GIT_COMMITTER_IDENT"], self.folder)
        except GitError:
            return "git does not know who you are: set user.name and user.email with git config"
        return None

    def make(self) -> None:
        """Make the branch and the commit. Raises :class:`GitError`."""
        for command in self.commands:
            _run(command, self.folder)


def is_checkout(folder: Path) -> bool:
    """Whether git is installed, and the folder is in a checkout that does not ignore it."""
    if shutil.which("git") is None:
        return False
    try:
        _run(["git", "rev-parse", "--is-inside-work-tree"], folder)
    except GitError:
        return False
    try:
        _run(["git", "check-ignore", "--quiet", "."], folder)
    except GitError:
        return True
    return False


def _run(command: list[str], folder: Path) -> str:
    try:
        process = subprocess.run(  # noqa: S603 - the commands are ours, and ids have no other characters
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=False, text=True, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"{' '.join(command[:2])} failed: {error}") from None
    if process.returncode:
        raise GitError(f"{' '.join(command[:2])} failed: {process.stderr.strip() or process.stdout.strip()}")
    return process.stdout


def commit_of(folder: Path, document: str, title: str | None, counts: dict[str, int], reviewers: list[str],
              names: list[str]) -> Commit:  # fmt: skip
    """The commit for an accepted document: its title, what it brings, and who reviewed it."""
    lines = [f"Add the document {document}", ""]
    lines += [*([title] if title else []), *(f"- {kind}: {count}" for kind, count in counts.items())]
    lines += ["", *(f"Reviewed-by: {name}" for name in reviewers)]
    return Commit(folder, f"document/{document}", "\n".join(lines).strip(), names)
