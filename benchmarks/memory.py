"""The memory of a process, from ``/proc``."""

from pathlib import Path

MIB = 1024


def memory(pid: int | str = "self") -> dict[str, float]:
    """Sizes in MiB, by their names in ``/proc/PID/status``.

    ``VmRSS`` is the memory that the process has now, and ``VmHWM`` the most that it had. ``RssAnon`` is the part that
    belongs to the process alone. ``RssFile`` is the part that has pages of files, such as a mapped database; the system
    takes them back when it needs memory.
    """
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    sizes = dict(line.split(":", 1) for line in lines)
    return {name: int(sizes[name].split()[0]) / MIB for name in ("VmRSS", "VmHWM", "RssAnon", "RssFile")}


def forget_peak(pid: int) -> None:
    """Set ``VmHWM`` back to ``VmRSS``."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "utf-8")
