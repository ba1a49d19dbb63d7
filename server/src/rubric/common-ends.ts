/** How many characters two texts have in common at the start and, behind that, at the end. */
export function commonEnds(one: string, other: string): { prefix: number; suffix: number } {
  const most = Math.min(one.length, other.length);
  const prefix = longest(most, (from, to) => one.slice(from, to) === other.slice(from, to));
  const suffix = longest(
    most - prefix,
    (from, to) => one.slice(one.length - to, one.length - from) === other.slice(other.length - to, other.length - from),
  );
  return { prefix, suffix };
}

/** By halves: comparing slices is much faster than comparing characters. `isSame` holds for [from, to) where it holds for each within. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let same = 0;
  let end = most;
  while (same < end) {
    const middle = (same + end + 1) >> 1;
    if (isSame(same, middle)) same = middle;
    else end = middle - 1;
  }
  return same;
}
