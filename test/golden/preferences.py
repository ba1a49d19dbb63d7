"""Golden values of the preference statistics, from SciPy, statsmodels and NumPy: prints JSON, kept as preferences.json.

Run with Debian's python3-scipy and python3-statsmodels: /usr/bin/python3 test/golden/preferences.py > test/golden/preferences.json
"""
import itertools
import json

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint


def wilson():
    cases = [(8, 10), (0, 12), (25, 25), (1, 400), (317, 500), (1, 1)]
    return [
        {"successes": k, "n": n, "interval": list(proportion_confint(k, n, alpha=0.05, method="wilson"))}
        for k, n in cases
    ]


def correlations():
    rng = np.random.default_rng(20250320)
    lists = [
        ([1, 2, 3, 4], [1, 3, 2, 4]),
        ([0.1, 0.2, 0.2, 0.9, 0.5], [5, 4, 4, 1, 2]),
        (rng.normal(size=7).tolist(), rng.normal(size=7).tolist()),
        (rng.integers(0, 3, 8).tolist(), rng.integers(0, 4, 8).tolist()),
    ]
    out = []
    for x, y in lists:
        result = stats.pearsonr(x, y)
        interval = result.confidence_interval(0.95) if len(x) > 3 else None
        r = result.statistic
        rs = [stats.pearsonr(x, order).statistic for order in itertools.permutations(y)]
        out.append({
            "x": x, "y": y, "pearson": r,
            "spearman": stats.spearmanr(x, y).statistic,
            "interval": None if interval is None else [interval.low, interval.high],
            "p": float(np.mean(np.abs(rs) >= abs(r) - 1e-12)),
        })
    x = rng.normal(size=20)
    y = 0.4 * x + rng.normal(size=20)
    r = stats.pearsonr(x, y).statistic
    standard = (x - x.mean()) / (x.std() * len(x))
    orders = rng.permuted(np.tile((y - y.mean()) / y.std(), (1_000_000, 1)), axis=1)
    draws = orders @ standard
    sampled = {"x": x.tolist(), "y": y.tolist(), "pearson": r, "p": float(np.mean(np.abs(draws) >= abs(r)))}
    return {"exact": out, "sampled": sampled}


def fit(differences, penalty=1e-3):
    d = np.asarray(differences, float)

    def objective(w):
        m = d @ w
        s = -1 / (1 + np.exp(m))
        value = np.mean(np.logaddexp(0, -m)) + penalty / 2 * w @ w
        return value, d.T @ s / len(d) + penalty * w

    best = optimize.minimize(
        objective, np.zeros(d.shape[1]), jac=True, method="L-BFGS-B", bounds=[(0, None)] * d.shape[1],
        options={"maxiter": 100_000, "maxfun": 100_000, "ftol": 1e-16, "gtol": 1e-12})
    return {"weights": best.x.tolist(), "objective": float(best.fun)}


def bradley_terry():
    """Scores of items in quarters; pairs are (chosen, rejected)."""
    rng = np.random.default_rng(7)
    cases = []

    def case(name, scores, pairs):
        scores = np.asarray(scores, float)
        pairs = [(int(a), int(b)) for a, b in pairs]
        d = np.array([scores[a] - scores[b] for a, b in pairs])
        cases.append({"name": name, "scores": scores.T.tolist(), "pairs": pairs, **fit(d)})

    case("separated", [[1, 0.5], [0.75, 0.5], [0.25, 0.25], [0, 0.5]], [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)])
    case("separated but for one pair in 41",
         [[1, 0.5], [0.75, 0.5], [0.25, 0.25], [0, 0.5]], [(0, 1), (0, 2), (1, 2), (1, 3)] * 10 + [(3, 2)])
    case("all rules tied", [[0.5, 0.25], [0.5, 0.25]], [(0, 1), (1, 0)])
    case("one rule", [[1], [0.5], [0]], [(0, 1), (1, 2), (2, 0)])
    scores = rng.integers(0, 5, (40, 12)) / 4
    truth = np.maximum(0, rng.normal(size=12)) * 2
    pairs = []
    for _ in range(300):
        a, b = rng.choice(40, 2, replace=False)
        pairs.append((a, b) if rng.random() < 1 / (1 + np.exp(-(scores[a] - scores[b]) @ truth)) else (b, a))
    case("twelve rules", scores, pairs)
    return cases


print(json.dumps({"wilson": wilson(), "correlations": correlations(), "bradleyTerry": bradley_terry()}, indent=1))
