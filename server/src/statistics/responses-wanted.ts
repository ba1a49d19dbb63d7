import { type Estimate, isDefined, type Maybe } from "./result.ts";

/**
 * How many responses more settle a question with a chance of about 80%, in the present design: the same raters, ratings and pairs a
 * response. 0 where it is settled.
 */
export interface ResponsesWanted {
  readonly more: number;
  /** Over ten times what there is: "more than N: not worth it". */
  readonly isTooMany: boolean;
}

const TIMES_TOO_MANY = 10;
/** 97.5% and 80% quantiles of the normal distribution, added: an effect this many standard errors away is found in 80%. */
const EFFECT_FOUND = 2.8;

/**
 * Until the interval of decided accuracy is off one half: n = deff (2.8 / (2 |p - 1/2|))^2 decided pairs, over 1 - tie share, in responses. `pairs`
 * of the present `responses` are judged, decided or not.
 */
export function responsesForAccuracy(
  { accuracy, deff, tieShare, pairs }: { accuracy: number; deff: number; tieShare: number; pairs: number },
  responses: number,
): Maybe<ResponsesWanted> {
  if (pairs === 0 || tieShare === 1) return { unavailable: "every pair ties" };
  const away = 2 * Math.abs(accuracy - 0.5);
  if (away === 0) return { unavailable: "decided accuracy is one half" };
  const decided = deff * (EFFECT_FOUND / away) ** 2;
  return wanted((decided / (1 - tieShare)) * (responses / pairs), responses);
}

/**
 * Until alpha's interval is on one side of `border`: twice the number at which its nearer end would be there, since the end shrinks
 * as 1 / sqrt(n) and 2.8 standard errors are 1.4 times 1.96. `items` have two ratings or more, of `responses`.
 */
export function responsesForAlpha(
  alpha: Estimate,
  border: number,
  items: number,
  responses: number,
): Maybe<ResponsesWanted> {
  if (!isDefined(alpha.interval)) return alpha.interval;
  const away = Math.abs(alpha.value - border);
  if (away === 0) return { unavailable: "alpha is at the border" };
  const half = alpha.value > border ? alpha.value - alpha.interval.low : alpha.interval.high - alpha.value;
  if (half < away) return { more: 0, isTooMany: false };
  return wanted(2 * items * (half / away) ** 2 * (responses / items), responses);
}

/** Until an entropy is known to +-0.1 ln m: `more` ratings (`ratingsWanted`) beside the effective ones that there are, in responses. */
export function responsesForEntropy(more: number, effective: number, responses: number): Maybe<ResponsesWanted> {
  if (!(effective > 0)) return { unavailable: "no ratings" };
  return wanted((1 + more / effective) * responses, responses);
}

function wanted(total: number, present: number): ResponsesWanted {
  // Rounding must not ask for one response more.
  const more = Math.max(0, Math.ceil(total * (1 - 1e-9) - present));
  return { more, isTooMany: more > TIMES_TOO_MANY * present };
}
