"""One process of the race: tries so many times, prints how many were let through."""

import sys

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.pages.sign_in import tries  # noqa: E402 - Django comes first


limit = tries.Limit(int(sys.argv[2]), 10**9)
print(sum(tries.within(limit, "race", sys.argv[1]) for _ in range(50)))
