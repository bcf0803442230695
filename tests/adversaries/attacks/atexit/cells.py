# %% after double
import atexit, threading, time, weakref

def late(*args):
    for place in ("DECOY_FOLDER", "/tmp", "/dev/shm"):
        open(place + "/craft-adversary-late", "w").write("late")
    time.sleep(20)

class Last:
    __del__ = late

last = Last()
atexit.register(late)
threading._register_atexit(late)
weakref.finalize(last, late)
threading.Thread(target=lambda: time.sleep(20)).start()
