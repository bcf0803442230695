# %% after double
import os, shutil, subprocess
became = []
for act in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0])):
    try:
        act()
        became.append(os.geteuid())
    except OSError:
        pass
shutil.copy("/bin/cat", "craft-adversary-cat")
try:
    os.chmod("craft-adversary-cat", 0o6755)
except OSError:
    pass
for line in (["su", "-c", "id -u"], ["sudo", "-n", "id", "-u"], ["./craft-adversary-cat", "/etc/shadow"]):
    try:
        said = subprocess.run(line, capture_output=True, timeout=5, stdin=subprocess.DEVNULL).stdout
        became += [said] if said.strip() in (b"0",) or b"root:" in said else []
    except (OSError, subprocess.SubprocessError):
        pass
print("became", became)
