"""The tables of those who take part."""

from greenward.web.accounts.models.grant import Deputation, Grant
from greenward.web.accounts.models.organisation import Department, Organisation
from greenward.web.accounts.models.person import Person
from greenward.web.accounts.models.person_key import PersonKey

__all__ = ["Department", "Deputation", "Grant", "Organisation", "Person", "PersonKey"]
