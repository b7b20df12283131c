"""What memory a process holds, as Linux tells it."""

from pathlib import Path

MIB = 1024


def memory(pid: int | str = "self") -> dict[str, float]:
    """MiB by the names of ``/proc/PID/status``.

    ``VmRSS`` is what is resident now and ``VmHWM`` was at most; ``RssAnon`` of it is the process's own, and
    ``RssFile`` pages of files, such as a mapped database's, which the system takes back when it wants them.
    """
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    told = dict(line.split(":", 1) for line in lines)
    return {name: int(told[name].split()[0]) / MIB for name in ("VmRSS", "VmHWM", "RssAnon", "RssFile")}


def forget_peak(pid: int) -> None:
    """``VmHWM`` begins anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "utf-8")
