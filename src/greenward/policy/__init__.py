"""What policy demands: packs of dated, cited values; the rules of a day; the answer for one line."""

from greenward.policy.certificate import check_certificate
from greenward.policy.check import check
from greenward.policy.load import known_packs, load_layer, load_pack
from greenward.policy.pack import Pack
from greenward.policy.resolve import Rules, resolve

__all__ = ["Pack", "Rules", "check", "check_certificate", "known_packs", "load_layer", "load_pack", "resolve"]
