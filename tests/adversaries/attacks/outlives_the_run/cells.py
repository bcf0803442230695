# %% after double
import os, subprocess, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(300):
            for place in ("DECOY_FOLDER", "/tmp", "/var/tmp", "/dev/shm"):
                try:
                    open(place + "/craft-adversary-daemon", "w").write("alive")
                except OSError:
                    pass
            time.sleep(0.1)
    os._exit(0)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"], start_new_session=True)
