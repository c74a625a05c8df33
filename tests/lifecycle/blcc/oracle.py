"""Independent life-cycle-cost oracle for the INVENTED project of project.yaml.

Standard library only. decimal, 40 digits. Straight loops; formulas spelled out; rounding only when printing.
The inputs are repeated here as literals (the standard library reads no YAML); check.py reads project.yaml itself and
recomputes everything by other routes, so a difference between the two copies shows up there.
"""
import json
import sys
from datetime import date
from decimal import Decimal as D, getcontext, ROUND_HALF_EVEN

getcontext().prec = 40

N = 15
R = D("0.030")
BASE_YEAR = 2026

EL_PRICE = D("0.1137")
GAS_PRICE = D("0.0412")
WATER_PRICE = D("3.40")
WATER_ESC = D("0.015")

EL_INDEX = {
    2027: D("0.974318"), 2028: D("0.951627"), 2029: D("0.958904"), 2030: D("0.927351"), 2031: D("0.903186"),
    2032: D("0.889742"), 2033: D("0.894517"), 2034: D("0.886263"), 2035: D("0.902871"), 2036: D("0.921409"),
    2037: D("0.917835"), 2038: D("0.943062"), 2039: D("0.968714"), 2040: D("0.987253"), 2041: D("1.013648"),
}
GAS_INDEX = {
    2027: D("0.981746"), 2028: D("0.963205"), 2029: D("0.937418"), 2030: D("0.948863"), 2031: D("0.929574"),
    2032: D("0.952391"), 2033: D("0.978126"), 2034: D("1.006547"), 2035: D("1.031982"), 2036: D("1.027319"),
    2037: D("1.064705"), 2038: D("1.098253"), 2039: D("1.121467"), 2040: D("1.147938"), 2041: D("1.183526"),
}

BASE = {
    "investment": D("146275.50"), "investment_life": D(20),
    "replacements": [(6, D("38500.00"), D(12)), (11, D("21700.00"), D(10))],
    "el_kwh": D(421600), "gas_kwh": D(148300), "water_m3": D(2310),
    "omr_annual": D("8950.00"), "omr_late": D("2400.00"), "omr_late_from": 4,
    "omr_once": D("14200.00"), "omr_once_year": 8, "disposal": D("6400.00"),
}
EFFICIENT = {
    "investment": D("251830.25"), "investment_life": D(22),
    "replacements": [(9, D("64800.00"), D(14))],
    "el_kwh": D(331450), "gas_kwh": D(121750), "water_m3": D(1640),
    "omr_annual": D("9720.00"), "omr_late": D("1150.00"), "omr_late_from": 4,
    "omr_once": D("9300.00"), "omr_once_year": 8, "disposal": D("9150.00"),
}


def times(timing):
    """t in years, for recurring amounts and for one-off amounts, by year number 0..15."""
    t_recurring = [D(0)] * (N + 1)
    t_one_off = [D(0)] * (N + 1)
    for n in range(1, N + 1):
        if timing == "day_count":
            days = (date(BASE_YEAR + n, 4, 1) - date(BASE_YEAR, 4, 1)).days
            t_recurring[n] = D(days) / D(365)
            t_one_off[n] = D(days) / D(365)
        if timing == "integer_end":
            t_recurring[n] = D(n)
            t_one_off[n] = D(n)
        if timing == "integer_mid":
            t_recurring[n] = D(n) - D("0.5")
            t_one_off[n] = D(n)
    return t_recurring, t_one_off


def amounts(a):
    """Undiscounted real amounts by category and year 0..15."""
    flow = {}
    for name in ("investment", "replacement", "residual", "electricity", "gas", "water",
                 "omr_annual", "omr_late", "omr_once", "disposal"):
        flow[name] = [D(0)] * (N + 1)

    flow["investment"][0] = a["investment"]

    for year, amount, life in a["replacements"]:
        flow["replacement"][year] += amount

    # residual = price * unused life / life, at the end of year 15
    unused = a["investment_life"] - D(N)
    if unused > 0:
        flow["residual"][N] += a["investment"] * unused / a["investment_life"]
    for year, amount, life in a["replacements"]:
        unused = life - D(N - year)
        if unused > 0:
            flow["residual"][N] += amount * unused / life

    for n in range(1, N + 1):
        flow["electricity"][n] = a["el_kwh"] * EL_PRICE * EL_INDEX[BASE_YEAR + n]
        flow["gas"][n] = a["gas_kwh"] * GAS_PRICE * GAS_INDEX[BASE_YEAR + n]
        escalated = WATER_PRICE
        for k in range(n):
            escalated = escalated * (D(1) + WATER_ESC)
        flow["water"][n] = a["water_m3"] * escalated
        flow["omr_annual"][n] = a["omr_annual"]
        if n >= a["omr_late_from"]:
            flow["omr_late"][n] = a["omr_late"]
    flow["omr_once"][a["omr_once_year"]] = a["omr_once"]

    flow["disposal"][N] = a["disposal"]
    return flow


RECURRING = ("electricity", "gas", "water", "omr_annual", "omr_late")
ONE_OFF = ("investment", "replacement", "residual", "omr_once", "disposal")


def discount(flow, timing):
    """Present values of every amount, by category and year."""
    t_recurring, t_one_off = times(timing)
    pv = {}
    for name in RECURRING:
        pv[name] = [flow[name][n] / (D(1) + R) ** t_recurring[n] for n in range(N + 1)]
    for name in ONE_OFF:
        pv[name] = [flow[name][n] / (D(1) + R) ** t_one_off[n] for n in range(N + 1)]
    return pv


def total(row):
    s = D(0)
    for x in row:
        s = s + x
    return s


def by_category(x):
    c = {}
    c["investment"] = total(x["investment"])
    c["replacement"] = total(x["replacement"])
    c["residual"] = total(x["residual"])
    c["electricity"] = total(x["electricity"])
    c["gas"] = total(x["gas"])
    c["water"] = total(x["water"])
    c["omr"] = total(x["omr_annual"]) + total(x["omr_late"]) + total(x["omr_once"])
    c["disposal"] = total(x["disposal"])
    return c


def lcc(c):
    return (c["investment"] + c["replacement"] - c["residual"] + c["electricity"] + c["gas"] + c["water"]
            + c["omr"] + c["disposal"])


def cumulative(base, alt, with_future_capital):
    """Cumulative saving minus extra initial investment, after year 0, 1, .. 15."""
    extra = alt["investment"][0] - base["investment"][0]
    run = -extra
    out = [run]
    for n in range(1, N + 1):
        for name in ("electricity", "gas", "water", "omr_annual", "omr_late", "omr_once"):
            run = run + (base[name][n] - alt[name][n])
        if with_future_capital:
            run = run + (base["replacement"][n] - alt["replacement"][n])
            run = run - (base["residual"][n] - alt["residual"][n])
            run = run + (base["disposal"][n] - alt["disposal"][n])
        out.append(run)
    return out


def first_year(cum):
    for n in range(1, N + 1):
        if cum[n] >= 0:
            return n
    return None


def lasting_year(cum):
    """First year from which the cumulative never is negative again up to year 15."""
    answer = None
    for n in range(N, 0, -1):
        if cum[n] >= 0:
            answer = n
        else:
            break
    return answer


def six(x):
    return str(x.quantize(D("0.000001"), rounding=ROUND_HALF_EVEN))


def all_six(c):
    return {k: six(v) for k, v in c.items()}


def main():
    base_flow = amounts(BASE)
    alt_flow = amounts(EFFICIENT)
    result = {
        "note": "INVENTED inputs (project.yaml). USD, real, PV at 2026-04-01. Six decimals, half-even, rounded only here. "
                "residual is a positive number and is SUBTRACTED in lcc.",
        "definitions": "see README.md beside this file",
        "undiscounted": {},
        "timings": {},
    }
    for label, f in (("base", base_flow), ("efficient", alt_flow)):
        c = by_category(f)
        result["undiscounted"][label] = dict(all_six(c), total=six(lcc(c)))

    for timing in ("day_count", "integer_end", "integer_mid"):
        t_recurring, t_one_off = times(timing)
        base_pv = discount(base_flow, timing)
        alt_pv = discount(alt_flow, timing)
        cb = by_category(base_pv)
        ca = by_category(alt_pv)

        net_savings = lcc(cb) - lcc(ca)
        sir_num = (cb["electricity"] - ca["electricity"]) + (cb["gas"] - ca["gas"]) \
            + (cb["water"] - ca["water"]) + (cb["omr"] - ca["omr"])
        sir_den = (ca["investment"] - cb["investment"]) + (ca["replacement"] - cb["replacement"]) \
            - (ca["residual"] - cb["residual"]) + (ca["disposal"] - cb["disposal"])
        sir = sir_num / sir_den
        airr = (D(1) + R) * sir ** (D(1) / D(N)) - D(1)

        # other readings, to help alignment
        disp = ca["disposal"] - cb["disposal"]
        sir_disp_num = (sir_num - disp) / (sir_den - disp)
        sir_no_disp = sir_num / (sir_den - disp)

        cum_simple = cumulative(base_flow, alt_flow, True)
        cum_disc = cumulative(base_pv, alt_pv, True)
        cum_simple_op = cumulative(base_flow, alt_flow, False)
        cum_disc_op = cumulative(base_pv, alt_pv, False)

        result["timings"][timing] = {
            "t_recurring": [six(t) for t in t_recurring],
            "t_one_off": [six(t) for t in t_one_off],
            "pv": {"base": all_six(cb), "efficient": all_six(ca)},
            "pv_omr_parts": {
                "base": {k: six(total(base_pv[k])) for k in ("omr_annual", "omr_late", "omr_once")},
                "efficient": {k: six(total(alt_pv[k])) for k in ("omr_annual", "omr_late", "omr_once")},
            },
            "lcc": {"base": six(lcc(cb)), "efficient": six(lcc(ca))},
            "efficient_vs_base": {
                "net_savings": six(net_savings),
                "sir_numerator": six(sir_num),
                "sir_denominator": six(sir_den),
                "sir": six(sir),
                "airr": six(airr),
                "airr_percent": six(airr * D(100)),
                "simple_payback_year": first_year(cum_simple),
                "discounted_payback_year": first_year(cum_disc),
            },
            "other_readings": {
                "sir_disposal_in_numerator": six(sir_disp_num),
                "sir_disposal_left_out": six(sir_no_disp),
                "airr_disposal_in_numerator": six((D(1) + R) * sir_disp_num ** (D(1) / D(N)) - D(1)),
                "airr_with_N_equal_t15": six((D(1) + R) * sir ** (D(1) / t_one_off[N]) - D(1)),
                "simple_payback_year_lasting": lasting_year(cum_simple),
                "discounted_payback_year_lasting": lasting_year(cum_disc),
                "simple_payback_year_operating_savings_only": first_year(cum_simple_op),
                "discounted_payback_year_operating_savings_only": first_year(cum_disc_op),
            },
            "cumulative_simple": [six(x) for x in cum_simple],
            "cumulative_discounted": [six(x) for x in cum_disc],
        }
    out = sys.argv[1] if len(sys.argv) > 1 else "expected.json"
    with open(out, "w") as f:
        json.dump(result, f, indent=1)
        f.write("\n")


if __name__ == "__main__":
    main()
