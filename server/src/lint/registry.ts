/** The list of checks, in the order of the docs: the document, its ratings, each rule, the rubric as a whole. */

import { type RegisteredCheck, registered } from "./check.ts";
import { disputed } from "./checks/disputed.ts";
import { duplicateRule } from "./checks/duplicate-rule.ts";
import { fewRatings } from "./checks/few-ratings.ts";
import { format } from "./checks/format.ts";
import { highEntropy } from "./checks/high-entropy.ts";
import { mixedScales } from "./checks/mixed-scales.ts";
import { noRatings } from "./checks/no-ratings.ts";
import { noisyButPredictive } from "./checks/noisy-but-predictive.ts";
import { outOfScale } from "./checks/out-of-scale.ts";
import { premise } from "./checks/premise.ts";
import { rare } from "./checks/rare.ts";
import { rareButPredictive } from "./checks/rare-but-predictive.ts";
import { ratingSource } from "./checks/rating-source.ts";
import { redundant } from "./checks/redundant.ts";
import { repeatedRatings } from "./checks/repeated-ratings.ts";
import { reversed } from "./checks/reversed.ts";
import { staleRatings } from "./checks/stale-ratings.ts";
import { syntax } from "./checks/syntax.ts";
import { uninformative } from "./checks/uninformative.ts";
import { unknownRule } from "./checks/unknown-rule.ts";
import { unusedIgnore } from "./checks/unused-ignore.ts";

export const checks: readonly RegisteredCheck[] = [
  registered(syntax),
  registered(format),
  registered(duplicateRule),
  registered(ratingSource),
  registered(noRatings),
  registered(fewRatings),
  registered(outOfScale),
  registered(unknownRule),
  registered(staleRatings),
  registered(repeatedRatings),
  registered(reversed),
  registered(uninformative),
  registered(rareButPredictive),
  registered(rare),
  registered(highEntropy),
  registered(noisyButPredictive),
  registered(disputed),
  registered(redundant),
  registered(mixedScales),
  registered(premise),
  registered(unusedIgnore),
];
