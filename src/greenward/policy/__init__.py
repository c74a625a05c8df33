"""What policy demands: packs of dated, cited values; the rules of a day; the answer for one line."""

from greenward.policy.certificate import check_certificate
from greenward.policy.check import check
from greenward.policy.check_product import FROM_SHEET, check_product
from greenward.policy.deadline import Deadline, deadline
from greenward.policy.epoch import rule_days, way_days
from greenward.policy.load import known_packs, load_layer, load_pack, load_packs
from greenward.policy.match import binds
from greenward.policy.pack import Pack
from greenward.policy.resolve import Rules, resolve
from greenward.policy.way import way

__all__ = [
    "FROM_SHEET",
    "Deadline",
    "Pack",
    "Rules",
    "binds",
    "check",
    "check_certificate",
    "check_product",
    "deadline",
    "known_packs",
    "load_layer",
    "load_pack",
    "load_packs",
    "resolve",
    "rule_days",
    "way",
    "way_days",
]
