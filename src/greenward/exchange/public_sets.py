"""The public sets that can be imported, by name."""

from collections.abc import Callable
from pathlib import Path

from greenward.exchange.boavizta import read_boavizta
from greenward.exchange.energy_star import read_energy_star
from greenward.exchange.epa_supply_chain import read_epa_supply_chain
from greenward.exchange.eurostat_electricity import read_eurostat_electricity
from greenward.exchange.grid_electricity_maps import read_grid_electricity_maps
from greenward.exchange.grid_ember import read_grid_ember
from greenward.exchange.grid_owid import read_grid_owid
from greenward.exchange.nist_energy_indices import read_nist_energy_indices
from greenward.exchange.nist_energy_prices import read_nist_energy_prices
from greenward.exchange.nist_rates import read_nist_rates
from greenward.exchange.nist_scc import read_nist_scc
from greenward.terms.dataset import ProductList, PublicSet, Retrieval
from greenward.terms.factor import EmissionFactorList, GridFactorList
from greenward.terms.footprint import FootprintList
from greenward.terms.price_series import PricePathList, PriceSeriesList
from greenward.terms.rate import RateList

READERS: dict[str, Callable[[Path, Retrieval], PublicSet]] = {
    "boavizta": read_boavizta,
    "energy-star": read_energy_star,
    "epa-supply-chain": read_epa_supply_chain,
    "eurostat-electricity": read_eurostat_electricity,
    "grid-electricity-maps": read_grid_electricity_maps,
    "grid-ember": read_grid_ember,
    "grid-owid": read_grid_owid,
    "nist-energy-indices": read_nist_energy_indices,
    "nist-energy-prices": read_nist_energy_prices,
    "nist-rates": read_nist_rates,
    "nist-scc": read_nist_scc,
}
"""How each set is read; a reader raises ProblemsError with every defect of the file."""


def counted(found: PublicSet) -> dict[str, int]:
    """Return what a set holds and how much of it, under the names that its sentence uses."""
    match found:
        case ProductList(records=records):
            configurations = sum(len(record.configurations) for record in records)
            return {"products": len(records), "configurations": configurations}
        case FootprintList(footprints=rows):
            usable = sum(row.use_share is not None for row in rows)
            return {"products": len(rows), "categories": len({row.category for row in rows}), "usable": usable}
        case GridFactorList(factors=factors):
            years = len({factor.year for factor in factors if factor.year})
            return {"factors": len(factors), "places": len({factor.place for factor in factors}), "years": years}
        case EmissionFactorList(factors=sectors):
            return {"factors": len(sectors), "industries": len({factor.code for factor in sectors})}
        case PriceSeriesList(series=series):
            return {"series": len(series), "prices": sum(len(item.points) for item in series)}
        case PricePathList(paths=paths):
            return {"paths": len(paths), "indices": sum(len(item.points) for item in paths)}
        case RateList(rates=rates):
            return {"rates": len(rates)}
    raise TypeError(f"nothing is counted in {type(found).__name__}")
