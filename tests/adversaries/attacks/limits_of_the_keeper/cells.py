# %% after double
import os, resource
ruled = []
for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE):
    try:
        resource.prlimit(1, limit, (1000, 1000))
        ruled.append(limit)
    except OSError:
        pass
for rule in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.sched_setaffinity(1, {0}),
             lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))):
    try:
        rule()
        ruled.append(rule)
    except OSError:
        pass
print("ruled", ruled or "nobody")
