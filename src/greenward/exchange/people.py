"""People and departments from a file: who may sign in, where they belong, which roles they hold."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from greenward.exchange.columns import PEOPLE
from greenward.exchange.sheet import read_sheet
from greenward.exchange.table import Record, read_table
from greenward.terms.finding import Reason
from greenward.terms.person import ListedPerson
from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.terms.role import Role, incompatible

ROLE_NAMES = {
    Role.REQUESTER: ("需求申请人", "申请人"),
    Role.DEPARTMENT_HEAD: ("部门负责人",),
    Role.COMPETENT_DEPARTMENT: ("归口管理部门",),
    Role.FINANCE: ("财务人员", "财务"),
    Role.PROCUREMENT_OFFICER: ("采购经办人",),
    Role.PROCUREMENT_HEAD: ("采购负责人", "采购部门负责人"),
    Role.LEADERSHIP: ("单位领导", "分管领导"),
    Role.AGENT: ("采购代理机构",),
    Role.COMMITTEE_MEMBER: ("评审专家", "评审委员会成员"),
    Role.OPENER: ("开标人员",),
    Role.SUPPLIER: ("供应商",),
    Role.ACCEPTANCE_GROUP: ("验收小组成员", "验收人员"),
    Role.ASSET_MANAGER: ("资产管理员",),
    Role.ARCHIVIST: ("档案管理员",),
    Role.SUPERVISOR: ("监督人员", "纪检监察人员"),
    Role.AUDITOR: ("内部审计人员", "审计人员"),
    Role.HIGHER_AUTHORITY: ("上级主管部门",),
    Role.ADMINISTRATOR: ("系统管理员",),
}
_WORDS = {name: role for role, names in ROLE_NAMES.items() for name in (role.value, *names)}
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,59}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST = {"name": 100, "email": 254, "department_code": 40, "department": 200}


def read_people(path: Path) -> tuple[ListedPerson, ...]:
    """Return the people of a CSV or XLSX file; raises ProblemsError with every defect of it."""
    records = read_table(read_sheet(path), PEOPLE, lambda record: list(_check(record)))
    problems = list(_named_twice(records))
    if problems:
        raise ProblemsError(problems)
    return tuple(_person(record) for record in records)


def _check(record: Record) -> Iterator[Problem]:
    if record.text("login") and not _LOGIN.fullmatch(record.text("login")):
        yield Problem("row.login", record.at("login"))
    if record.text("email") and not _EMAIL.fullmatch(record.text("email")):
        yield Problem("row.email", record.at("email"))
    for key, most in LONGEST.items():
        if len(record.text(key)) > most:
            yield Problem("row.too_long", record.at(key), {"most": str(most)})
    if record.text("department_code") and not record.text("department"):
        yield Problem("row.no_department_name", record.at("department"))
    if record.text("department") and not record.text("department_code"):
        yield Problem("row.no_department_code", record.at("department_code"))
    starts, ends = record.day("starts"), record.day("ends")
    if starts and ends and ends < starts:
        yield Problem("row.ends_before_it_starts", record.at("ends"))
    words = _words(record)
    for word in words:
        if word not in _WORDS:
            yield Problem("row.unknown_role", record.at("roles"), {"text": word})
    for one, other in combinations(dict.fromkeys(_WORDS[word] for word in words if word in _WORDS), 2):
        if incompatible(one, other):
            yield Problem(
                "row.roles_apart",
                record.at("roles"),
                {"one": Reason(f"role.{one.value}"), "other": Reason(f"role.{other.value}")},
            )


def _named_twice(records: tuple[Record, ...]) -> Iterator[Problem]:
    first: dict[str, tuple[str, int]] = {}
    for record in records:
        code, name = record.text("department_code"), record.text("department")
        known, row = first.setdefault(code, (name, record.row))
        if code and known != name:
            place = Place(record.place.file, record.row, record.at("department").column)
            yield Problem("row.department_twice", place, {"department": code, "first": str(row)})


def _person(record: Record) -> ListedPerson:
    return ListedPerson(
        row=record.row,
        login=record.text("login"),
        name=record.text("name"),
        email=record.text("email"),
        department=record.text("department_code"),
        department_name=record.text("department"),
        roles=tuple(dict.fromkeys(_WORDS[word] for word in _words(record))),
        whole=record.yes("whole"),
        starts=record.day("starts"),
        ends=record.day("ends"),
    )


def _words(record: Record) -> list[str]:
    return [word for part in re.split(r"[;；、]", record.text("roles")) if (word := part.strip())]
