/** Tests of a number for what a filter says of it: `443`, `1024-2048`, `>1M`, `<=10k`. */

export type AmountTest = (amount: number) => boolean;

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const COMPARISON = /^([<>]=?)(.*)$/;
const AMOUNT = /^(\d+(?:\.\d+)?)([kmgt]?)b?$/i;

/** Undefined for what is no number, or a range that holds none. A comparison or range that is still being typed holds all, `1024-` all from there. */
export function amountTest(value: string): AmountTest | undefined {
  const [, sign, compared] = COMPARISON.exec(value) ?? [];
  if (sign !== undefined) return compared === '' ? () => true : comparison(sign, amountOf(compared));
  const dash = value.indexOf('-');
  const low = amountOf(dash < 0 ? value : value.slice(0, dash));
  const end = dash < 0 ? value : value.slice(dash + 1);
  const high = end === '' ? Number.POSITIVE_INFINITY : amountOf(end);
  if (low === undefined || high === undefined || low > high) return undefined;
  return (amount) => amount >= low && amount <= high;
}

function comparison(sign: string, bound: number | undefined): AmountTest | undefined {
  if (bound === undefined) return undefined;
  if (sign === '>') return (amount) => amount > bound;
  if (sign === '<') return (amount) => amount < bound;
  return sign === '>=' ? (amount) => amount >= bound : (amount) => amount <= bound;
}

/** Decimal multiples, as the screen shows them: `1.5M`, `10kB`. */
function amountOf(text: string): number | undefined {
  const [, digits, unit] = AMOUNT.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * FACTORS[unit.toLowerCase()];
}
