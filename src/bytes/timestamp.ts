/** Time as people read it: RFC 3339 in UTC. Computed, so that no clock and no time zone has a part in it. */

/** Parts of a second that reports ever show: nanoseconds. */
export const MAX_FRACTION_DIGITS = 9;

const EARLIEST = -62_167_219_200n * 1_000_000_000n; // 0000-01-01T00:00:00Z
const LATEST = 253_402_300_800n * 1_000_000_000n - 1n; // the last nanosecond of 9999

/**
 * `epoch` (ns since 1970-01-01T00:00:00Z) as `2026-01-31T23:59:59.123456Z` with `digits` (0-9) fraction digits,
 * rounded: so a time that a double holds to some 30 ns only (months from the base) still shows its capture's own µs.
 * RFC 3339 ends with the years 0000 and 9999: what a corrupt timestamp puts beyond is shown as the nearest end.
 */
export function timestampText(epoch: bigint, digits: number): string {
  const unit = 10n ** BigInt(MAX_FRACTION_DIGITS - digits);
  const rounded = epoch + unit / 2n;
  const clamped = rounded < EARLIEST ? EARLIEST : rounded > LATEST ? LATEST : rounded;
  const nanoseconds = ((clamped % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = Number((clamped - nanoseconds) / 1_000_000_000n);
  const ofDay = ((seconds % 86_400) + 86_400) % 86_400;
  const clock = `${pad(Math.floor(ofDay / 3600), 2)}:${pad(Math.floor(ofDay / 60) % 60, 2)}:${pad(ofDay % 60, 2)}`;
  const fraction = digits > 0 ? `.${nanoseconds.toString().padStart(9, '0').slice(0, digits)}` : '';
  return `${dateText((seconds - ofDay) / 86_400)}T${clock}${fraction}Z`;
}

/** Days since 1970-01-01 to the Gregorian date, counted in 400-year eras that begin on 1 March (Hinnant, `civil_from_days`). */
function dateText(daysSince1970: number): string {
  const days = daysSince1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
