# %% after double
import ctypes, os, subprocess
libc = ctypes.CDLL(None, use_errno=True)
done = [flags for flags in (0x10000000, 0x20000, 0x10020000) if libc.unshare(flags) == 0]
for target in (b"DECOY_FOLDER", b"/tmp", b"/usr", b"/dev"):
    if libc.mount(b"none", target, b"tmpfs", 0, None) == 0:
        done.append(target)
for line in (["mount", "-t", "tmpfs", "none", "/mnt"], ["unshare", "-Ur", "true"]):
    try:
        done += [line] if subprocess.run(line, capture_output=True, timeout=5).returncode == 0 else []
    except (OSError, subprocess.SubprocessError):
        pass
print("done", done)
