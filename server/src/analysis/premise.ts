/** ENCORE's premise on the author's own data: does entropy go with accuracy, and does noise? Signs are findings. */
import { correlation } from "../statistics/correlation.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { analyzeAgreement } from "./agreement.ts";
import type { Correlation, PreferenceEvidence, Premise } from "./analysis.ts";
import type { Counted, CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { fullFit } from "./judge-weightings.ts";
import type { Stages } from "./stages.ts";
import { isWeighed } from "./weigh.ts";
import { estimatedEntropy } from "./weightings/encore.ts";

type Premises = Pick<PreferenceEvidence, "entropyVsAccuracy" | "noiseVsAccuracy" | "entropyVsBradleyTerry">;

/** Over the rules that have both numbers; with fewer than three a correlation is undefined. */
export function premises({ counted, paired, judged: { preferences } }: Stages, evidence: Evidence): Premises {
  const entropy = entropies(counted);
  const noise = noises(counted.rules, evidence);
  const bradleyTerry = isDefined(paired) ? fullFit(paired, evidence) : paired;
  if (!isDefined(preferences))
    return { entropyVsAccuracy: preferences, noiseVsAccuracy: preferences, entropyVsBradleyTerry: preferences };
  const accuracy = preferences.map((one) => (isDefined(one) ? one.accuracy : Number.NaN));
  const decided = preferences.map((one) =>
    isDefined(one) && isDefined(one.decidedAccuracy) ? one.decidedAccuracy.value : Number.NaN,
  );
  const against = (x: ArrayLike<number>, y: ArrayLike<number>) => overRules(x, y, evidence);
  const premise = (x: ArrayLike<number>): Maybe<Premise> => {
    const [a, d] = [against(x, accuracy), against(x, decided)];
    if (!isDefined(a)) return a;
    return isDefined(d) ? { accuracy: a, decidedAccuracy: d } : d;
  };
  return {
    entropyVsAccuracy: premise(entropy),
    noiseVsAccuracy: isDefined(noise) ? premise(noise) : noise,
    entropyVsBradleyTerry: isDefined(bradleyTerry) ? against(entropy, bradleyTerry) : bradleyTerry,
  };
}

/** By rule: 1 - alpha(interval); NaN where it has none. */
function noises(rules: readonly CountedRule[], evidence: Evidence): Maybe<Float64Array> {
  const all = rules.map(({ counts }) => analyzeAgreement(counts.ratings, evidence));
  const noise = Float64Array.from(all, (agreement) => {
    const alpha = isDefined(agreement) ? agreement.alpha.interval : agreement;
    return isDefined(alpha) ? 1 - alpha.value : Number.NaN;
  });
  if (noise.some((value) => !Number.isNaN(value))) return noise;
  const reasons = all.flatMap((agreement) => (isDefined(agreement) ? [] : [agreement]));
  return reasons[0] ?? { unavailable: "one rating an item" };
}

function overRules(x: ArrayLike<number>, y: ArrayLike<number>, evidence: Evidence): Maybe<Correlation> {
  const same = (values: ArrayLike<number>) => evidence.same(Float64Array.from(values));
  return evidence.of("correlation", [same(x), same(y)], correlation);
}

/** By rule, in nats; NaN where a rule is not weighed. */
export function entropies({ rules, options }: Counted): Float64Array {
  return Float64Array.from(rules, (rule) => (isWeighed(rule) ? estimatedEntropy(rule.counts, options) : Number.NaN));
}
