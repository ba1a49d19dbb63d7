/**
 * ln Gamma(x) for x > 0: Stirling's series from x = 15 on, and below by Gamma(x) = Gamma(x + 1) / x (Abramowitz and Stegun 6.1.41, 6.1.15).
 * Accurate to 1e-14.
 *
 * logGamma(5) is ln 24.
 */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  while (z < 15) {
    product *= z;
    z++;
  }
  const square = 1 / (z * z);
  const series =
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) /
    z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
