"""The same in NumPy and NLTK, for `npm run bench -- statistics`: reads its input as JSON, prints milliseconds as JSON.

ratings: by item, the ratings of one rule by four raters. differences, counts: by prompt, as the paired bootstrap sums
them. histogram: counts of one rule's levels.
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
counts = np.array(given["counts"], float)
histogram = np.array(given["histogram"], float)
result = {}


def paired_bootstrap():
    drawn = rng.integers(0, len(counts), (1000, len(counts)))
    means = differences[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return np.quantile(means, [0.025, 0.975])


def paired_bootstrap_by_kind():
    """As ours does it: prompts with the same sum and count are one kind, and a draw says how often each kind comes."""
    kinds, prompts = np.unique(np.stack([differences, counts]), axis=1, return_counts=True)
    times = rng.multinomial(len(counts), prompts / len(counts), size=1000)
    return np.quantile(times @ kinds[0] / (times @ kinds[1]), [0.025, 0.975])


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
