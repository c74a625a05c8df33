"""A certificate, checked in the order that the rule gives."""

from collections.abc import Callable, Sequence

from greenward.catalogue import lookup
from greenward.policy.resolve import Rules
from greenward.terms.certificate import Certificate, CertificateStep, Outcome, plain_model
from greenward.terms.finding import Finding, Reason, Requirement
from greenward.terms.line import Line
from greenward.terms.period import Force

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def check_certificate(
    certificates: Sequence[Certificate], model: str, finding: Finding, rules: Rules
) -> tuple[CertificateStep, ...]:
    """Return each step of the check of what ``certificates`` prove for ``model``, in the order of ``finding``.

    The check stops at the first step that fails: what follows would speak of a certificate that does not count. Of
    several certificates the one that comes furthest answers. The day is that of ``rules``. No certificate at all fails
    at the first step.
    """
    wanted = finding.required("certificate")
    if wanted is None:
        return ()
    if not certificates:
        return (CertificateStep("kind", FAILED, Reason("certificate.none", {"kind": wanted.value})),)
    return max((_steps(item, wanted, model, finding, rules) for item in certificates), key=_passed)


def _passed(steps: tuple[CertificateStep, ...]) -> tuple[bool, int]:
    """Return what orders one check against another: nothing failed, and how many steps passed."""
    return steps[-1].outcome is not FAILED, sum(step.outcome is PASSED for step in steps)


def _steps(
    certificate: Certificate, wanted: Requirement, model: str, finding: Finding, rules: Rules
) -> tuple[CertificateStep, ...]:
    checks: dict[str, Callable[[], tuple[Outcome, Reason]]] = {
        "kind": lambda: _kind(certificate, wanted.value),
        "body": lambda: _body(certificate, wanted.value, rules),
        "model": lambda: _model(certificate, model, finding, rules),
        "validity": lambda: _validity(certificate, rules),
        "standard": lambda: _standard(certificate, finding),
    }
    steps: list[CertificateStep] = []
    for step in finding.certificate_order:
        outcome, reason = checks[step]()
        steps.append(CertificateStep(step, outcome, reason))
        if outcome is FAILED:
            break
    return tuple(steps)


def _kind(certificate: Certificate, wanted: str) -> tuple[Outcome, Reason]:
    if certificate.kind is None:
        return UNKNOWN, Reason("certificate.kind_missing", {"kind": wanted})
    if certificate.kind != wanted:
        return FAILED, Reason("certificate.kind_other", {"kind": wanted})
    return PASSED, Reason("certificate.kind_ok", {"kind": wanted})


def _body(certificate: Certificate, kind: str, rules: Rules) -> tuple[Outcome, Reason]:
    listed = [body for body in rules.bodies if body.kind == kind]
    if certificate.body is None or certificate.issued is None:
        return UNKNOWN, Reason("certificate.body_missing")
    if not listed:
        return UNKNOWN, Reason("certificate.no_body_list", {"body": certificate.body})
    for body in listed:
        if certificate.body in (body.names.zh, body.names.en):
            state = body.period.on(certificate.issued)
            if state is Force.YES:
                return PASSED, Reason("certificate.body_ok", {"body": certificate.body})
            if state is Force.UNKNOWN:
                return UNKNOWN, Reason("certificate.body_day_unknown", {"body": certificate.body})
    return FAILED, Reason("certificate.body_not_listed", {"body": certificate.body, "issued": str(certificate.issued)})


def _model(certificate: Certificate, model: str, finding: Finding, rules: Rules) -> tuple[Outcome, Reason]:
    scope = lookup(Line(certificate.scope), rules.categories, 0).categories if certificate.scope else ()
    if scope and finding.category is not None and finding.category not in [category.names for category in scope]:
        return FAILED, Reason("certificate.scope_other", {"scope": certificate.scope, "category": finding.category})
    if not certificate.models:
        return UNKNOWN, Reason("certificate.model_missing")
    if not model.strip():
        return UNKNOWN, Reason("certificate.model_not_stated")
    if plain_model(model) in map(plain_model, certificate.models):
        return PASSED, Reason("certificate.model_ok")
    return FAILED, Reason("certificate.model_other")


def _validity(certificate: Certificate, rules: Rules) -> tuple[Outcome, Reason]:
    if certificate.status not in (None, "valid"):
        return FAILED, Reason("certificate.not_in_force", {"status": certificate.status})
    if certificate.issued is None or certificate.valid_until is None:
        return UNKNOWN, Reason("certificate.dates_missing")
    params: dict[str, object] = {
        "issued": str(certificate.issued),
        "until": str(certificate.valid_until),
        "day": str(rules.day),
    }
    if rules.day < certificate.issued:
        return FAILED, Reason("certificate.not_yet_valid", params)
    if rules.day > certificate.valid_until:
        return FAILED, Reason("certificate.expired", params)
    return PASSED, Reason("certificate.valid", params)


def _standard(certificate: Certificate, finding: Finding) -> tuple[Outcome, Reason]:
    editions = [standard.edition for standard in finding.standards]
    numbers = tuple(standard.edition or standard.number for standard in finding.standards)
    if certificate.standard is None:
        return UNKNOWN, Reason("certificate.standard_missing", {"standard": numbers})
    if certificate.standard in editions:
        return PASSED, Reason("certificate.standard_ok", {"standard": certificate.standard})
    if any(
        edition is None and certificate.standard.startswith(f"{standard.number}-")
        for edition, standard in zip(editions, finding.standards, strict=True)
    ):
        return UNKNOWN, Reason("certificate.edition_unknown", {"standard": numbers})
    return FAILED, Reason("certificate.standard_other", {"standard": numbers, "stated": certificate.standard})
