/** The 97.5% quantile of the normal distribution: 95% lie within it on both sides. */
export const z95 = 1.959963984540054;
