"""Makes the invented area with about so many contacts in the database of this environment, and its keys."""

import os
import subprocess
import sys
import time
from pathlib import Path


OF_THE_FORTY = 660
OF_A_COPY = 20.5
FEWEST_COPIES = 13
"""So few contacts as to leave no full list of twelve are not made."""


def main(contacts: int) -> None:
    """Makes keys, tables and area; the rate is printed."""
    from hrm2m.vault.new_keys import make_new_keys  # noqa: PLC0415 - reads the environment

    home = Path(os.environ["HRM2M_HOME"])
    make_new_keys(home, home / "root.key", home / "secret.key")
    subprocess.run([sys.executable, "-m", "hrm2m.commands", "migrate", "--quiet"], check=True)
    _load(max(FEWEST_COPIES, round((contacts - OF_THE_FORTY) / OF_A_COPY)))


def _load(further: int) -> None:
    from hrm2m.foundation.django_setup import set_up_django  # noqa: PLC0415 - reads the environment

    set_up_django()
    from rich.console import Console  # noqa: PLC0415 - after Django
    from rich.progress import Progress  # noqa: PLC0415

    from hrm2m.commands.invented import crowd, loader, shared  # noqa: PLC0415
    from hrm2m.foundation import clock  # noqa: PLC0415
    from hrm2m.vault import seals  # noqa: PLC0415

    loading = loader.load(clock.now(), lambda _so_far, _in_all: None)
    began = time.monotonic()
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(f"Copying {further:,} mothers", total=further)
        made = crowd.add_mothers(
            loading.mothers, further, loading.now, lambda done, _: progress.update(task, completed=done)
        )
    rate = made / (time.monotonic() - began)
    print(f"{made:,} contacts copied, {rate:,.0f} a second", file=sys.stderr)
    # After the copies: no copy is made of what a mother shares, and the page at a door is measured on it.
    shared.write(mothers=loading.mothers, now=loading.now)
    seals.seal_changed_heads()


if __name__ == "__main__":
    main(int(sys.argv[1]))
