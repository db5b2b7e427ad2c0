"""Killed without a word at any moment of logging, opening, stopping: nothing acknowledged is lost, nothing is half."""

import sys
import threading
from random import Random

from tests.soak.browsers import Browser, serving
from tests.soak.conftest import HowMany, Tell
from tests.soak.places import Place


def say(text: str) -> None:
    print(f"\r{text}   ", end="", file=sys.stderr, flush=True)


def test_writers_killed_at_random_moments_lose_nothing(
    place: Place, seed: int, how_many: HowMany, tell: Tell
) -> None:
    kills = how_many("KILLS")
    found = place.ask("tests.soak.crash", kills, seed)
    lines = place.verified()
    tell(kills=kills, acknowledged=sum(found["done"].values()), lost=len(found["lost"]),
         halves=len(found["halves"]), killed_in=dict(found["interrupted"]))  # fmt: skip
    assert found["lost"] == []
    assert found["halves"] == []
    assert min(found["done"].get(kind, 0) for kind in ("log", "open", "stop")) > 0 or kills < 20, found
    assert "none before its basis was given, nor after it was stopped" in lines


def test_server_and_worker_process_killed_in_the_middle_of_posts_lose_nothing(
    place: Place, seed: int, how_many: HowMany, tell: Tell
) -> None:
    kills, chance, acknowledged, sent = how_many("SERVER_KILLS"), Random(seed), list[str](), 0
    prepared = place.ask("tests.soak.people", "prepare")
    mother, browser = prepared["mother"], Browser(prepared["session"])
    for number in range(kills):
        with serving(place) as server:
            killer = threading.Timer(chance.uniform(0.1, 2.0), server.kill)
            killer.start()
            while killer.is_alive():
                sent += 1
                if browser.log(mother, f"word {sent}"):
                    acknowledged.append(f"word {sent}")
            killer.join()
        say(f"{number + 1} of {kills} kills of the server, {len(acknowledged)} contacts acknowledged")
    found = place.ask("tests.soak.people", "look", mother)
    place.verified()
    lost = set(acknowledged) - set(found["words"])
    tell(kills=kills, sent=sent, acknowledged=len(acknowledged), lost=len(lost), halves=len(found["halves"]))
    assert not lost
    assert len(found["words"]) == len(set(found["words"])), "nothing twice"
    assert found["halves"] == []
    assert len(acknowledged) > kills
