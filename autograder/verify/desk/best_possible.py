"""The best that can be predicted from what shows: the truth, averaged over what happens once and unseen."""
from __future__ import annotations

import dataclasses

import numpy as np

from craftdata.desk import World
from craftdata.desk.outcome import Exposure, p_breach
from craftdata.desk.workload import GENUINE_WORK, MISROUTED_WORK, NOISE_SD

NODES = 9


def best_possible(world: World, part: np.ndarray) -> np.ndarray:
    """Chance of a breach of each ticket for somebody who knows every law of the world.

    They know what recurs: the laws, each account's level and phase, who works where, the queue. They do not
    know what happens to a single ticket and leaves no trace: the noise in its work, and whether it is
    genuinely urgent or went to a wrong queue beyond what subject, messages and reassignments tell. Hence a
    bound: nobody learns an account's level from three tickets.

    Parameters
    ----------
    world : World
        After its last day, everybody left alone.
    part : ndarray of int
        Indices of the tickets, all open at their decision.

    Returns
    -------
    ndarray (tickets,)
        The mean of p_breach over noise (Gauss-Hermite), urgency and routing, given that the ticket is open;
        shares of urgent and misrouted tickets are those of the world among tickets that show the same.
    """
    x, tickets = world.course.exposure(part), world.course.ground.tickets
    serial, streams = tickets.serial[part], world.course.ground.streams
    genuine, misrouted = tickets.genuine[part], tickets.misrouted[part]
    noise = NOISE_SD * streams.normal_at("workload.noise", serial)
    known = x.log_work - noise - GENUINE_WORK * genuine - MISROUTED_WORK * misrouted
    shows = np.stack([tickets.severity[part], world.course.ledger.urgent[part], tickets.messages[part],
                      tickets.stated_area[part], tickets.reassigned[part]])
    p_genuine = _share_among_equals(genuine, shows[:3])
    p_misrouted = _share_among_equals(misrouted, shows[2:])
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    total, mass = np.zeros(len(part)), np.zeros(len(part))
    for node, weight in zip(nodes, weights / weights.sum(), strict=True):
        for urgent in (0, 1):
            for wrong in (0, 1):
                chance = weight * _of(p_genuine, urgent) * _of(p_misrouted, wrong)
                log_work = known + NOISE_SD * node + GENUINE_WORK * urgent + MISROUTED_WORK * wrong
                one = dataclasses.replace(x, log_work=log_work)
                chance = chance * p_open(one)
                total, mass = total + chance * p_breach(one), mass + chance
    return total / mass


def p_open(x: Exposure) -> np.ndarray:
    """P(open at the decision) of each ticket: P(breach) of a deadline as near as the decision."""
    due_at_decision = dataclasses.replace(x, open_sla=x.open_first, open_first=np.zeros(len(x.queue)))
    return p_breach(due_at_decision)


def _of(share: np.ndarray, value: int) -> np.ndarray:
    return share if value else 1 - share


def _share_among_equals(happened: np.ndarray, shows: np.ndarray) -> np.ndarray:
    """The share to whom it happened among the tickets that show the same, one per ticket."""
    _, cell = np.unique(shows, axis=1, return_inverse=True)
    cell = cell.ravel()
    return (np.bincount(cell, happened) / np.bincount(cell))[cell]

