"""The same in NumPy and NLTK, for `npm run bench -- statistics`: reads its input as JSON, prints milliseconds as JSON.

ratings: by item, the ratings of one rule by four raters. differences, prompts: by pair, one weighting's outcome less
another's, and its prompt. histogram: counts of one rule's levels.
"""
import json
import sys
import time

import numpy as np


def fastest(runs, work):
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return 1000 * best


given = json.load(sys.stdin)
rng = np.random.default_rng(1)
differences = np.array(given["differences"], float)
prompts = np.array(given["prompts"])
histogram = np.array(given["histogram"], float)
result = {}


def by_prompt():
    return np.bincount(prompts, differences), np.bincount(prompts).astype(float)


def paired_bootstrap():
    sums, counts = by_prompt()
    drawn = rng.integers(0, len(counts), (1000, len(counts)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return np.quantile(means, [0.025, 0.975])


def paired_bootstrap_by_kind():
    """As ours does it: prompts with the same sum and count are one kind, and a draw says how often each kind comes."""
    kinds, times = np.unique(np.stack(by_prompt()), axis=1, return_counts=True)
    drawn = rng.multinomial(times.sum(), times / times.sum(), size=1000)
    return np.quantile(drawn @ kinds[0] / (drawn @ kinds[1]), [0.025, 0.975])


def entropy_interval():
    n = int(histogram.sum())
    p = rng.dirichlet(histogram + 0.5, 2000)
    plug_in = -(p * np.log(np.maximum(p, 1e-300))).sum(axis=1)
    x = np.stack([rng.multinomial(n, row) for row in p]) / n
    again = -(x * np.log(np.maximum(x, 1e-300))).sum(axis=1) + ((x > 0).sum(axis=1) - 1) / (2 * n)
    return np.quantile(plug_in, [0.025, 0.975]), np.quantile(again - plug_in, [0.025, 0.975])


result["bootstrap"] = fastest(3, paired_bootstrap)
result["bootstrapByKind"] = fastest(3, paired_bootstrap_by_kind)
result["entropy"] = fastest(3, entropy_interval)
try:
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    triples = [(f"r{r}", str(i), rating) for i, row in enumerate(given["ratings"]) for r, rating in enumerate(row)]
    task = AnnotationTask(triples, distance=interval_distance)
    result["alpha"] = fastest(1, task.alpha)
except ImportError:
    pass
print(json.dumps(result))
