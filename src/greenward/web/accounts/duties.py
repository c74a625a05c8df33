"""Separations of duty on one purchase: who did one thing of a pair may not do the other, nor let a deputy do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """A duty on one purchase that another excludes."""

    REQUIREMENT = "requirement"
    APPROVAL = "approval"
    DRAFTING = "drafting"
    REVIEW = "review"
    PROCUREMENT = "procurement"
    ACCEPTANCE = "acceptance"
    CUSTODY = "custody"
    PAYMENT_APPROVAL = "payment_approval"
    PAYMENT = "payment"


SEPARATED = (
    (Duty.REQUIREMENT, Duty.APPROVAL),
    (Duty.DRAFTING, Duty.REVIEW),
    (Duty.PROCUREMENT, Duty.ACCEPTANCE),
    (Duty.ACCEPTANCE, Duty.CUSTODY),
    (Duty.PAYMENT_APPROVAL, Duty.PAYMENT),
)


@dataclass(frozen=True, slots=True)
class Done:
    """A duty done on a purchase: by ``person``, and for ``giver`` where a deputy did it."""

    duty: Duty
    person: int
    giver: int | None = None

    @property
    def hands(self) -> frozenset[int]:
        """Everyone whose hand is in it."""
        return frozenset({self.person} if self.giver is None else {self.person, self.giver})


def conflict(done: Iterable[Done], wanted: Done) -> Done | None:
    """Return what was done on the purchase that forbids ``wanted``; None where nothing does.

    Whoever acted and whoever was stood in for count alike on both sides: neither a second role nor a deputy helps.
    """
    excluded = {other for pair in SEPARATED if wanted.duty in pair for other in pair} - {wanted.duty}
    return next((act for act in done if act.duty in excluded and act.hands & wanted.hands), None)
