/**
 * How many of `n` independent trials succeed with probability `p` each, drawn from uniforms in [0, 1). By inversion
 * where few are expected, else by Hormann's transformed rejection BTRS (The generation of binomial random variates, J.
 * Statist. Comput. Simul. 46, 1993); both exact, at a cost that does not grow with n.
 */
export function binomial(uniform: () => number, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - atMostHalf(uniform, n, 1 - p);
  return atMostHalf(uniform, n, p);
}

function atMostHalf(uniform: () => number, n: number, p: number): number {
  return n * p < 10 ? byInversion(uniform, n, p) : byRejection(uniform, n, p);
}

function byInversion(uniform: () => number, n: number, p: number): number {
  const odds = p / (1 - p);
  let left = uniform();
  let probability = Math.exp(n * Math.log1p(-p));
  let k = 0;
  while (left > probability && k < n) {
    left -= probability;
    k++;
    probability *= ((n - k + 1) / k) * odds;
  }
  return k;
}

function byRejection(uniform: () => number, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + centre);
    if (k < 0 || k > n) continue;
    if (distance >= 0.07 && v <= squeeze) return k;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      stirlingRemainder(mode) +
      stirlingRemainder(n - mode) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) -
      stirlingRemainder(k) -
      stirlingRemainder(n - k);
    if (Math.log((v * alpha) / (a / (distance * distance) + b)) <= bound) return k;
  }
}

/** log k! less Stirling's formula in k + 1: log sqrt(2 pi) + (k + 1/2) log(k + 1) - (k + 1). */
function stirlingRemainder(k: number): number {
  const exact = smallRemainders[k];
  if (exact !== undefined) return exact;
  const next = k + 1;
  return (1 / 12 - (1 / 360 - 1 / (1260 * next * next)) / (next * next)) / next;
}

const smallRemainders = Array.from({ length: 10 }, (_, k) => {
  let logFactorial = 0;
  for (let i = 2; i <= k; i++) logFactorial += Math.log(i);
  return logFactorial - (Math.log(2 * Math.PI) / 2 + (k + 0.5) * Math.log(k + 1) - (k + 1));
});
