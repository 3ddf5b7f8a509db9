"""Writes the event log of Northline's order online: 5,000 customers who do not exist, the same ones for the same seed.

Used by `make events`, whose figures are committed as evidence; the log is not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

CUSTOMERS: Final = 5000
SEED: Final = 2026
FIRST_DAY: Final = dt.datetime(2026, 9, 1)  # noqa: DTZ001 - the shop's systems log the time on the wall
LAST_DAY: Final = dt.datetime(2026, 10, 31, 23, 59, 59)  # noqa: DTZ001 - as above
DAYS_OF_ORDERS: Final = 50
"""Orders of the last days of October are not over by its end, so the log begins none."""

HOURS: Final = (2, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 5, 6, 5, 4, 4, 4, 5, 6, 8, 11, 14, 12, 6)
"""How many of a hundred orders begin in each hour: late in the evening, most of them."""
WEEKDAYS: Final = (4, 4, 4, 4, 5, 6, 7)
"""Monday to Sunday: weekends more."""
CARETAKERS: Final = 0.22
SUNDAY: Final = 6
MORNING: Final = 7.0
"""The carrier's vans leave in the morning, Sundays excepted."""

SYSTEMS: Final = {
    "basket_add": 0, "recipient_saved": 0, "ident_camera": 0, "ident_by_eye": 0, "order_confirmed": 0,
    "chat_parcel": 0, "esim_download": 0, "esim_renewed": 0,
    "parcel_handed_over": 1, "out_for_delivery": 1, "delivery_failed": 1, "delivered": 1, "return_received": 1,
    "first_call": 2,
}  # fmt: skip
"""Shop, warehouse, network: the log is their exports, one after the other, so no customer's rows stand in order."""

BROKEN_EVERY: Final = 5400
"""So many rows lie between two that the export has cut short."""


class LostError(Exception):
    """The customer leaves for good."""


@dataclass
class Customer:
    """Somebody on the way through the journey: when it is, and what has been logged so far."""

    dice: random.Random
    now: dt.datetime
    caretaker: bool
    events: list[tuple[dt.datetime, str]] = field(default_factory=list)

    def log(self, event: str) -> None:
        """Log an event, now."""
        self.events.append((self.now, event))

    def happens(self, share: float) -> bool:
        """Whether what happens to this share of customers happens to this one."""
        return self.dice.random() < share

    def leaves(self, share: float) -> None:
        """Leave for good, as this share of customers does."""
        if self.happens(share):
            raise LostError

    def takes(self, minutes: float, spread: float = 0.7) -> None:
        """Let time pass: half of all customers take less than `minutes`."""
        self.now += dt.timedelta(seconds=int(60 * self.dice.lognormvariate(0, spread) * minutes) + 1)

    def waits_until(self, hour: float, spread: float = 0.5, *, days: int = 0) -> None:
        """Wait until about `hour`, `days` days on, or the next day where that is past."""
        midnight = self.now.replace(hour=0, minute=0, second=0) + dt.timedelta(days=days)
        moment = midnight + dt.timedelta(seconds=int(3600 * (hour + self.dice.random() * spread)))
        self.now = moment if moment > self.now else moment + dt.timedelta(days=1)


def main() -> None:
    """Write the log into the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=Path, help="where to, outside of what git keeps")
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    arguments.log.parent.mkdir(parents=True, exist_ok=True)
    text = write_log(arguments.customers, arguments.seed)
    arguments.log.write_text(text, encoding="utf-8", newline="\n")


def write_log(customers: int, seed: int) -> str:
    """The whole log as CSV."""
    dice = random.Random(seed)
    numbers = list(range(4_000_000, 4_000_000 + 7 * customers, 7))
    dice.shuffle(numbers)
    rows = []
    for number in numbers:
        rows += [(SYSTEMS[event], at, number, event) for at, event in live_through(dice) if at <= LAST_DAY]
    lines = ["order,event,time"]
    for count, (_, at, number, event) in enumerate(sorted(rows), 1):
        lines.append(f"{number},{event}" if count % BROKEN_EVERY == 0 else f"{number},{event},{at}")
    return "\n".join(lines) + "\n"


def live_through(dice: random.Random) -> list[tuple[dt.datetime, str]]:
    """What the systems log of one customer."""
    customer = Customer(dice, begin(dice), caretaker=dice.random() < CARETAKERS)
    try:
        order(customer)
        receive(customer)
        set_up(customer)
    except LostError:
        pass
    return customer.events


def begin(dice: random.Random) -> dt.datetime:
    """When somebody takes the phone that was decided on."""
    days = [FIRST_DAY + dt.timedelta(days=day) for day in range(DAYS_OF_ORDERS)]
    (day,) = dice.choices(days, [WEEKDAYS[day.weekday()] for day in days])
    (hour,) = dice.choices(range(24), HOURS)
    return day + dt.timedelta(hours=hour, seconds=int(3600 * dice.random()))


def order(customer: Customer) -> None:
    """From the basket to the confirmation."""
    customer.log("basket_add")
    if customer.happens(0.09):
        customer.takes(14)
        customer.log("basket_add")
    customer.leaves(0.034)
    # Who has ordered before and lets the shop remember is not asked.
    if customer.caretaker or not customer.happens(0.11):
        customer.takes(19 if customer.caretaker else 2.4)
        customer.log("recipient_saved")
        customer.leaves(0.05 if customer.caretaker else 0.022)
    prove_identity(customer)
    customer.takes(1.2, 0.4)
    customer.log("order_confirmed")


def prove_identity(customer: Customer) -> None:
    """Before the camera; after the second failure a person looks, from eight in the morning."""
    fails = 0.42 if customer.caretaker else 0.21
    customer.takes(9 if customer.caretaker else 4)
    customer.log("ident_camera")
    if not customer.happens(fails):
        return
    customer.leaves(0.13 if customer.caretaker else 0.1)
    if customer.happens(0.3):
        customer.takes(3)
        customer.log("recipient_saved")
    customer.takes(5)
    customer.log("ident_camera")
    if not customer.happens(fails):
        return
    customer.leaves(0.08)
    if not 8 <= customer.now.hour < 18:
        customer.waits_until(8, 1.5)
    customer.takes(11)
    customer.log("ident_by_eye")
    customer.leaves(0.04)


def receive(customer: Customer) -> None:
    """From the shelf to the door, which is not always opened."""
    customer.waits_until(20.5, 1)
    customer.log("parcel_handed_over")
    if customer.happens(0.05):
        ask_where(customer, 11, days=1)
    customer.leaves(0.006)
    send_out(customer, days=1 if customer.happens(0.83) else 2)
    while customer.happens(0.16):
        customer.waits_until(10 + 7 * customer.dice.random())
        customer.log("delivery_failed")
        customer.leaves(0.045)
        if customer.happens(0.45):  # to the depot, after a lorry
            customer.waits_until(9, 8, days=1)
            customer.log("delivered")
            return
        send_out(customer, days=1)
    customer.waits_until(max(10, customer.now.hour + 1), 6)
    customer.log("delivered")


def send_out(customer: Customer, days: int) -> None:
    """A day at the window; more than one in four asks where the parcel is."""
    customer.waits_until(MORNING, 1.5, days=days)
    if customer.now.weekday() == SUNDAY:
        customer.waits_until(MORNING, 1.5, days=1)
    customer.log("out_for_delivery")
    if customer.happens(0.2):
        morning = customer.now
        ask_where(customer, 11)
        customer.leaves(0.03)
        if customer.now.date() != morning.date():
            customer.now = morning
    customer.leaves(0.008)


def ask_where(customer: Customer, hour: float, *, days: int = 0) -> None:
    """In the chat, once or again."""
    customer.waits_until(hour, 3, days=days)
    customer.log("chat_parcel")
    if customer.happens(0.14):
        customer.takes(95)
        customer.log("chat_parcel")


def set_up(customer: Customer) -> None:
    """From the box to the first call; the old phone goes back, or into a drawer."""
    if customer.happens(0.7):
        customer.takes(110 if customer.caretaker else 34, 1)
        customer.log("esim_download")
        if customer.happens(0.24 if customer.caretaker else 0.12):
            customer.takes(48, 1)
            customer.log("esim_renewed")
        customer.leaves(0.011)
    customer.takes(26 * 60 if customer.caretaker else 21, 1.1)
    customer.log("first_call")
    if customer.happens(0.48):
        customer.waits_until(10, 6, days=4 + int(customer.dice.lognormvariate(0, 0.6) * 3))
        customer.log("return_received")


if __name__ == "__main__":
    main()
