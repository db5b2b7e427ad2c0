"""A process of its own that takes jobs one by one until none is left, and prints their keys; for the race test."""

import sys
import time
from datetime import timedelta

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation import clock, jobs  # noqa: E402 - the settings come first


def main() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    while taken := jobs.take(now=clock.now(), kinds=["race"], limit=1, lease=timedelta(minutes=5)):
        for job in taken:
            print(job.key, flush=True)
            # The other process gets its turn, as it would while this one sends a mail.
            time.sleep(0.002)
            jobs.done(job, now=clock.now())


main()
