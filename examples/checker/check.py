#!/usr/bin/env python3
"""Checks results of five-society-linkage in another language, from the definition, with nothing but Python's standard library.

    python3 check.py FILE ...

Each file is a case in JSON, {"input": ..., "options": ..., "result": ...}, what was given to matchPairs and what it gave, or a list
of cases. Prints one line a case, and ends with 1 where one is refused. Nothing is solved: every unit is counted again, and the
prices are held against every pair. Integers and tuples only, so there is no tolerance. The fingerprint of the data is not
looked at: the data themselves are.

A plan is judged level by level (rank, fair, keep, even, cost), each given the ones before, so what a unit is worth is a tuple

    (order of service, promises kept, load spared, cost saved)          the last two in the order of the levels

compared part by part; Python compares tuples so. Units go root -> offer -> need -> class -> root. The result tells the worth of one
more unit of every offer, its price. A proof is that

    an offer that has room is worth no more than its next unit costs, one in use no less than its last;
    a need takes from the offers that are worth most to it: whatever is in use is no less than whatever has room;
    a class (needs of a group and rank) ends where its next unit comes later in the order than what the prices ask.

Then no other plan is better at any level, by weak duality (complementary slackness in an ordered group).
"""

import json
import sys
from bisect import bisect_left
from fractions import Fraction

LEVELS = ["rank", "fair", "keep", "even", "cost"]
QUARTERS = 4
SAFE = 2**53 - 1


class Refused(Exception):
    """What is wrong with a result, by the name of the check that found it."""


def require(is_so, check, what):
    if not is_so:
        raise Refused(f"{check}: {what}")


def integer(value, least, check, what):
    good = type(value) is int and least <= value <= SAFE
    require(good, check, f"{what} is {value!r}, not an integer of at least {least}")
    return value


# The order of service: rank; how far the class has come when the unit is served; the smaller class first; just before or after.


def place(rank, unit, demand, offset=0):
    return (rank, Fraction(unit - 1, demand), demand, offset)


class Order:
    """The marks of a certificate, and where any place lies among them: at a mark, or between two. Earlier is worth more."""

    def __init__(self, marks):
        self.places = []
        for mark in marks:
            rank, unit, demand = (integer(mark[key], least, "marks", key) for key, least in (("rank", 0), ("unit", 1), ("demand", 1)))
            require(unit <= demand, "marks", f"unit {unit} of {demand}")
            self.places.append(place(rank, unit, demand, integer(mark["offset"], -SAFE, "marks", "offset")))
        require(all(a < b for a, b in zip(self.places, self.places[1:])), "marks", "they are out of order")
        self.none = -2 * len(self.places)

    def worth(self, wanted):
        at = bisect_left(self.places, wanted)
        is_there = at < len(self.places) and self.places[at] == wanted
        return -2 * at if is_there else 1 - 2 * at


class Between:
    """The worths that a node may have: at least what it uses, at most what has room."""

    def __init__(self):
        self.low = self.high = None

    def uses(self, worth):
        self.low = worth if self.low is None else max(self.low, worth)

    def could_use(self, worth):
        self.high = worth if self.high is None else min(self.high, worth)

    def is_empty(self):
        return self.low is not None and self.high is not None and self.low > self.high


def check_pairs(data, options, result):
    levels = options.get("levels", [level for level in LEVELS if level != "even"])
    costs_first = levels[-1] == "even"

    def worth(order, kept, load, cost):
        return (order, kept, cost, load) if costs_first else (order, kept, load, cost)

    needs = {need["id"]: need for need in data["needs"]}
    offers = sorted((offer["id"] for offer in data["offers"]), key=lambda text: text.encode("utf-16-be"))  # by code unit
    capacity = {offer["id"]: offer["capacity"] for offer in data["offers"]}
    pairs = {(pair["need"], pair["offer"]): pair for pair in data["pairs"]}
    given = units_of(result["allocations"], pairs)
    served, used = check_bounds(needs, capacity, pairs, given)
    check_figures(data, result, given, served)

    certificate = result["certificate"]
    order = Order(certificate["marks"])
    price = prices_of(certificate, offers, order, worth)
    check_supply(offers, capacity, used, price, "even" in levels, lambda load: worth(order.none, 0, load, 0))

    promised = {}
    if "keep" in levels:
        for row in options.get("previous", []):
            key = (row["need"], row["offer"])
            promised[key] = promised.get(key, 0) + row["quantity"]
    within = {need: Between() for need in needs}
    for (need, offer), pair in pairs.items():
        most = min(needs[need]["demand"], pair.get("max", SAFE))
        cost = pair["cost"] if "cost" in levels else 0
        check_pair(within[need], worth, price[offer], cost, given.get((need, offer), 0), most, min(promised.get((need, offer), 0), most))
    check_classes(needs, served, within, order, worth, "fair" in levels, dense_ranks(needs))


def units_of(allocations, pairs):
    given = {}
    for row in allocations:
        key = (row["need"], row["offer"])
        require(key in pairs, "allocations", f"{key} is no pair")
        require(key not in given, "allocations", f"{key} stands twice")
        given[key] = integer(row["quantity"], 1, "allocations", f"the quantity of {key}")
    return given


def check_bounds(needs, capacity, pairs, given):
    served, used = dict.fromkeys(needs, 0), dict.fromkeys(capacity, 0)
    for (need, offer), units in given.items():
        served[need] += units
        used[offer] += units
        most = pairs[need, offer].get("max", SAFE)
        require(units <= most, "feasible", f"{need} gets {units} from {offer}, at most {most} may be")
    for need, units in served.items():
        require(units <= needs[need]["demand"], "feasible", f"{need} gets {units}, it asks {needs[need]['demand']}")
    for offer, units in used.items():
        require(units <= capacity[offer], "feasible", f"{offer} gives {units}, it holds {capacity[offer]}")
    return served, used


def check_figures(data, result, given, served):
    rows = []
    for rank in sorted({need["rank"] for need in data["needs"]}):
        of_rank = [need for need in data["needs"] if need["rank"] == rank]
        rows.append({"rank": rank, "demanded": sum(need["demand"] for need in of_rank), "covered": sum(served[need["id"]] for need in of_rank)})
    require(typed(result["coverage"]) == typed(rows), "coverage", "it is not what the allocations give")
    cost = sum(given.get((pair["need"], pair["offer"]), 0) * pair["cost"] for pair in data["pairs"])
    require(typed(result["cost"]) == typed(cost if abs(cost) <= SAFE else str(cost)), "cost", f"it is {cost}")


def typed(value):
    """As JSON, where 1, 1.0 and true are three things."""
    return json.dumps(value, sort_keys=True)


def prices_of(certificate, offers, order, worth):
    columns = [certificate[name] for name in ("position", "keep", "cost")]
    loads = certificate.get("load", [0] * len(offers))
    require(all(len(column) == len(offers) for column in (*columns, loads)), "marks", "prices do not fit the offers")
    price = {}
    for offer, position, kept, cost, load in zip(offers, *columns, loads):
        integer(position, -1, "marks", f"the mark of {offer}")
        require(position < len(order.places), "marks", f"{offer} has no mark {position}")
        kept, cost, load = (integer(x, -SAFE, "marks", f"a price of {offer}") for x in (kept, cost, load))
        price[offer] = worth(order.none if position < 0 else -2 * position, kept, load, cost)
    return price


def check_supply(offers, capacity, used, price, even, spare):
    for offer in offers:
        # The load of a unit is how far it fills its offer, rounded up to quarters.
        load = lambda unit: -(-unit * QUARTERS // capacity[offer]) if even else 0
        if used[offer] < capacity[offer]:
            require(price[offer] <= spare(load(used[offer] + 1)), "supply", f"{offer} has room but a price")
        if used[offer] > 0:
            require(price[offer] >= spare(load(used[offer])), "supply", f"{offer} is in use, priced below nothing")


def check_pair(within, worth, price, cost, units, most, promised):
    if most == 0:
        return
    plain = tuple(map(sum, zip(price, worth(0, 0, 0, cost))))
    kept = tuple(map(sum, zip(plain, worth(0, -1, 0, 0))))
    if units > 0 and promised > 0:
        within.uses(kept)
    if units > promised:
        within.uses(plain)
    if units < promised:
        within.could_use(kept)
    if units < most:
        within.could_use(plain)


def dense_ranks(needs):
    return {rank: i for i, rank in enumerate(sorted({need["rank"] for need in needs.values()}))}


def check_classes(needs, served, within, order, worth, fair, ranks):
    classes = {}
    for name, need in needs.items():
        require(not within[name].is_empty(), "demand", f"{name} would be served better by other offers")
        of = ("group", need["rank"], need["group"]) if fair and "group" in need else ("need", name)
        classes.setdefault(of, []).append(name)
    for of, members in classes.items():
        demand = sum(needs[name]["demand"] for name in members)
        units = sum(served[name] for name in members)
        rank = ranks[needs[members[0]]["rank"]]
        at = lambda unit: worth(order.worth(place(rank, unit, demand) if fair else place(rank, 1, 1)), 0, 0, 0)
        own = Between()
        for name in members:
            if within[name].low is not None:
                own.uses(within[name].low)
            if served[name] < needs[name]["demand"] and within[name].high is not None:
                own.could_use(within[name].high)
        require(not own.is_empty(), "demand", f"other needs of class {of} would be served better")
        if units > 0:
            require(own.low is None or own.low <= at(units), "demand", f"class {of} holds units that are worth more elsewhere")
        if units < demand:
            require(own.high is None or own.high >= at(units + 1), "demand", f"class {of} could be given one more unit")


def cases_of(path):
    with open(path, encoding="utf-8") as file:
        read = json.load(file)
    return [(f"{path}[{i}]", case) for i, case in enumerate(read)] if isinstance(read, list) else [(path, read)]


def judge(case):
    try:
        check_pairs(case["input"], case.get("options", {}), case["result"])
        return "ok"
    except Refused as refusal:
        return f"refused: {refusal}"
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        return f"refused: shape: {fault!r}"


def main(paths):
    if not paths:
        print(__doc__)
        return 2
    verdicts = [(name, judge(case)) for path in paths for name, case in cases_of(path)]
    for name, verdict in verdicts:
        print(name, verdict)
    return 0 if all(verdict == "ok" for _, verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
