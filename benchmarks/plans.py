"""Invented plans of any size whose capacities and budgets bind, from a seed, with at least one plan that keeps them.

A need's quantity is heavy-tailed (most are a few pieces, a few are thousands), so that a handful of needs decides what
a supplier can still deliver. A greener offer is dearer to buy and cheaper to run. Each offer is of one of forty
suppliers or more. A hidden plan chooses for each need the offer with the least of a noisy score; each of the eight
budget lines holds what that plan spends of it and one hundredth more, and each supplier can deliver what that plan
takes of it and one fifth more.
"""

from decimal import Decimal

import numpy as np

from greenward.terms.demand import Capacity, Demand, Limits, LineLimit, Way

LINES, SUPPLIERS, MOST_PIECES = 8, 40, 3_000
ROOM_IN_LINES, ROOM_OF_SUPPLIERS = 0.01, 0.2


def invent(needs: int, offers: int, seed: int) -> tuple[list[Demand], Limits, tuple[str, ...]]:
    """Return demands, limits, and the ids of the offers of the hidden plan, by demand."""
    chance = np.random.default_rng(seed)
    suppliers = max(offers + 5, SUPPLIERS)
    pieces = np.minimum(np.ceil(4 * (chance.pareto(1.1, needs) + 1)), MOST_PIECES)
    worth = np.exp(chance.normal(7, 1, needs))[:, None]
    green = chance.random((needs, offers))
    price = worth * (0.8 + 0.3 * green + 0.15 * chance.random((needs, offers)))
    running = worth * (0.9 - 0.45 * green + 0.2 * chance.random((needs, offers)))
    carbon = worth / 10 * (1.2 - 0.5 * green + 0.4 * chance.random((needs, offers)))
    supplier = np.array([chance.permutation(suppliers)[:offers] for _ in range(needs)])
    line = chance.integers(0, LINES, needs)
    liking = chance.normal(0, 0.15, suppliers)
    noise = liking[supplier] + 0.05 * chance.normal(size=(needs, offers))
    hidden = (price + running + price / 2 + worth * noise).argmin(axis=1)

    at = np.arange(needs)
    prices = np.round(price * pieces[:, None], 2)
    costs = np.round((price + running) * pieces[:, None], 2)
    carbons = carbon * pieces[:, None]
    amounts = np.bincount(line, prices[at, hidden], LINES) * (1 + ROOM_IN_LINES)
    most = np.ceil(np.bincount(supplier[at, hidden], pieces, suppliers) * (1 + ROOM_OF_SUPPLIERS))

    def way(need: int, offer: int) -> Way:
        price, cost, carbon = (_cents(each[need, offer]) for each in (prices, costs, carbons))
        return Way(f"W{offer:02}", price, cost, carbon, supplier=f"S{supplier[need, offer]:02}")

    demands = [
        Demand(f"N{need:05}", int(pieces[need]), tuple(way(need, offer) for offer in range(offers)), f"B{line[need]}")
        for need in range(needs)
    ]
    lines = tuple(LineLimit(f"B{at}", _cents(amount)) for at, amount in enumerate(amounts))
    capacities = tuple(Capacity(f"S{at:02}", int(each)) for at, each in enumerate(most))
    return demands, Limits(lines=lines, capacities=capacities), tuple(f"W{offer:02}" for offer in hidden)


def _cents(amount: float) -> Decimal:
    return Decimal(str(round(float(amount), 2)))
