"""Golden values of entropy's and agreement's side, from SciPy, statsmodels, NLTK and plain NumPy: prints JSON, kept as agreement.json.

Run with Debian's python3-scipy, python3-statsmodels and python3-nltk:
/usr/bin/python3 test/golden/agreement.py > test/golden/agreement.json

Everything is computed the long way round, pair by pair and item by item, so that it shares no shortcut with the
functions that it judges.
"""
import itertools
import json
from collections import Counter

import numpy as np
from nltk.metrics.agreement import AnnotationTask
from scipy import special, stats
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa


def simulated(rng, items, raters, shares, agreement, missing):
    """By item a list of one rating a rater, None where it is missing; values 0 ... len(shares) - 1."""
    table = []
    for _ in range(items):
        common = rng.choice(len(shares), p=shares)
        row = [
            int(common if rng.random() < agreement else rng.choice(len(shares), p=shares)) for _ in range(raters)
        ]
        table.append([None if rng.random() < missing else value for value in row])
    return table


def tables():
    rng = np.random.default_rng(2503)
    return [
        {"name": "three raters", "levels": 5, "table": simulated(rng, 40, 3, [0.1, 0.2, 0.3, 0.3, 0.1], 0.6, 0)},
        {"name": "missing raters", "levels": 5, "table": simulated(rng, 60, 4, [0.3, 0.3, 0.2, 0.1, 0.1], 0.7, 0.3)},
        {"name": "two raters, a level unused", "levels": 4, "table": simulated(rng, 50, 2, [0.5, 0.3, 0.2], 0.5, 0)},
        {"name": "rare value", "levels": 2, "table": simulated(rng, 120, 3, [0.92, 0.08], 0.7, 0.1)},
        {"name": "no agreement", "levels": 3, "table": simulated(rng, 30, 3, [0.4, 0.3, 0.3], 0, 0)},
    ]


def given(row):
    return [value for value in row if value is not None]


def alpha(table, kind):
    """1 - mean difference of pairs within an item (items weighing as their ratings) over that of all pairs."""
    items = [given(row) for row in table if len(given(row)) >= 2]
    pool = [value for item in items for value in item]
    if kind == "ordinal":
        rank = stats.rankdata(pool)
        of = dict(zip(pool, rank))
        difference = lambda c, d: (of[c] - of[d]) ** 2
    elif kind == "interval":
        difference = lambda c, d: (c - d) ** 2
    else:
        difference = lambda c, d: float(c != d)
    observed = sum(
        sum(difference(c, d) for c, d in itertools.permutations(item, 2)) / (len(item) - 1) for item in items
    ) / len(pool)
    expected = sum(difference(c, d) for c, d in itertools.permutations(pool, 2)) / (len(pool) * (len(pool) - 1))
    return 1 - observed / expected


def gwet(table, levels, ordinal):
    """irrCAC's gwet.ac1.raw: subjects with one rating count for the marginal shares alone."""
    q = levels
    near = np.eye(q)
    if ordinal:
        for k, l in itertools.product(range(q), range(q)):
            count = abs(k - l) + 1
            near[k, l] = 1 - (count * (count - 1) / 2) / (q * (q - 1) / 2)
    counts = np.array([[given(row).count(k) for k in range(q)] for row in table], float)
    raters = counts.sum(axis=1)
    twice = raters >= 2
    agreeing = (counts * (counts @ near.T - 1)).sum(axis=1)
    observed = np.mean(agreeing[twice] / (raters * (raters - 1))[twice])
    shares = (counts[raters > 0] / raters[raters > 0, None]).mean(axis=0)
    by_chance = near.sum() * (shares * (1 - shares)).sum() / (q * (q - 1))
    return (observed - by_chance) / (1 - by_chance)


def percent(table):
    shares = []
    for row in table:
        pairs = list(itertools.combinations(given(row), 2))
        if pairs:
            shares.append(np.mean([a == b for a, b in pairs]))
    return float(np.mean(shares))


def fleiss(table, levels):
    counts = np.array([[row.count(k) for k in range(levels)] for row in table])
    return fleiss_kappa(counts)


def cohen(table, levels):
    square = np.zeros((levels, levels))
    for a, b in table:
        square[a, b] += 1
    return cohens_kappa(square, return_results=False)


def student_t(df):
    """Two-sided 95% quantile. By the inverse incomplete beta: SciPy 1.10's t.ppf is right to 9 digits only."""
    beta = special.betaincinv(df / 2, 0.5, 0.05)
    return float(np.sqrt(df * (1 - beta) / beta))


def half_width(left):
    """t(N - 1) jackknife standard errors."""
    n = len(left)
    return student_t(n - 1) * np.sqrt((n - 1) / n * np.sum((left - np.mean(left)) ** 2))


def jackknifed(table, statistic, takes_part):
    """Every item left out in turn; the envelope of estimate +- t(N - 1) standard errors and of that of ln(1 - estimate), not over 1."""
    value = statistic(table)
    left = np.array([statistic(table[:i] + table[i + 1 :]) for i, row in enumerate(table) if takes_part(row)])
    half = half_width(left)
    low, high = value - half, min(1, value + half)
    if all(left < 1):
        logarithm, half = np.log(1 - value), half_width(np.log(1 - left))
        low, high = min(low, 1 - np.exp(logarithm + half)), max(high, 1 - np.exp(logarithm - half))
    return {"value": float(value), "interval": [float(low), float(high)]}


def widened(table, statistic, takes_part, is_near=False):
    """
    To hold also the interval with two items added: raters agree on the second commonest value; one of them differs. Where
    values are near and far, also with the value farthest from the commonest.
    """
    plain = jackknifed(table, statistic, takes_part)
    twice = [given(row) for row in table if len(given(row)) >= 2]
    totals = Counter(value for item in twice for value in item)
    most, second = (sorted(totals.values(), reverse=True) + [0])[:2]
    raters = min(len(item) for item in twice)
    low, high = plain["interval"]
    for a, b in itertools.permutations(totals, 2):
        is_far = is_near and abs(a - b) == max(abs(a - c) for c in totals)
        if totals[a] == most and (totals[b] == second or is_far):
            added = jackknifed(table + [[b] * raters, [b] + [a] * (raters - 1)], statistic, takes_part)
            low, high = min(low, added["interval"][0]), max(high, added["interval"][1])
    return {"value": plain["value"], "interval": [low, high]}


def agreement():
    out = []
    for case in tables():
        table, levels = case["table"], case["levels"]
        twice = lambda row: len(given(row)) >= 2
        nltk = AnnotationTask(
            [(str(r), str(i), v) for i, row in enumerate(table) if twice(row) for r, v in enumerate(row) if v is not None]
        )
        assert abs(nltk.alpha() - alpha(table, "nominal")) < 1e-12
        complete = all(len(given(row)) == len(row) for row in table)
        result = {
            "alpha": {k: widened(table, lambda t: alpha(t, k), twice, k != "nominal") for k in ("nominal", "ordinal", "interval")},
            "ac1": widened(table, lambda t: gwet(t, levels, False), lambda row: len(given(row)) > 0),
            "ac2": widened(table, lambda t: gwet(t, levels, True), lambda row: len(given(row)) > 0, True),
            "percent": percent(table),
        }
        if complete:
            result["fleiss"] = widened(table, lambda t: fleiss(t, levels), lambda row: True)
        if complete and len(table[0]) == 2:
            result["cohen"] = jackknifed(table, lambda t: cohen(t, levels), lambda row: True)
        out.append({**case, **result})
    return out


def rank_correlations():
    rng = np.random.default_rng(2503)
    lists = [
        ([1, 2, 2, 3, 3, 3], [2, 1, 1, 3, 5, 5]),
        (rng.integers(0, 4, 30).tolist(), rng.integers(0, 3, 30).tolist()),
        (rng.normal(size=12).tolist(), rng.normal(size=12).tolist()),
    ]
    out = []
    for x, y in lists:
        rho = stats.spearmanr(x, y).statistic
        half = stats.norm.ppf(0.975) / np.sqrt(len(x) - 3)
        interval = np.tanh([np.arctanh(rho) - half, np.arctanh(rho) + half]).tolist()
        out.append({"x": x, "y": y, "rho": rho, "ranks": stats.rankdata(x).tolist(), "fisher": interval})
    return out


print(
    json.dumps(
        {
            "entropy": [{"counts": c, "nats": stats.entropy(c)} for c in ([3, 1], [5, 0, 2, 7], [1, 1, 1, 997], [9])],
            "agreement": agreement(),
            "spearman": rank_correlations(),
            "studentT": [{"df": df, "t": student_t(df)} for df in [*range(1, 2001), 10_000]],
        },
        separators=(",", ":"),
    )
)
