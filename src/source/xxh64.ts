/**
 * XXH64 with seed 0 (xxHash specification, as RFC 8878 3.1.1 asks), of which Zstandard keeps the lower half.
 * 64-bit numbers are two halves here: with BigInt it runs at a hundredth of the speed.
 */

const STRIPE = 32;
const PRIME_1 = 0x9e37_79b1_85eb_ca87n;
const PRIME_2 = 0xc2b2_ae3d_27d4_eb4fn;
const PRIME_3 = 0x1656_67b1_9e37_79f9n;
const PRIME_4 = 0x85eb_ca77_c2b2_ae63n;
const PRIME_5 = 0x27d4_eb2f_1656_67c5n;
const PRIME_1_HIGH = 0x9e37_79b1;
const PRIME_1_LOW = 0x85eb_ca87;
const PRIME_2_HIGH = 0xc2b2_ae3d;
const PRIME_2_LOW = 0x27d4_eb4f;

export class Xxh64 {
  /** Four lanes, the low half of each before the high one. */
  readonly #lanes = Int32Array.from([PRIME_1 + PRIME_2, PRIME_2, 0n, -PRIME_1].flatMap(halves));
  readonly #held = new Uint8Array(STRIPE);
  #length = 0;

  update(bytes: Uint8Array): void {
    let at = 0;
    const filled = this.#length % STRIPE;
    this.#length += bytes.length;
    if (filled > 0) {
      at = Math.min(STRIPE - filled, bytes.length);
      this.#held.set(bytes.subarray(0, at), filled);
      if (filled + at < STRIPE) return;
      this.#stripes(this.#held, 0, STRIPE);
    }
    const rest = (bytes.length - at) % STRIPE;
    this.#stripes(bytes, at, bytes.length - rest);
    this.#held.set(bytes.subarray(bytes.length - rest));
  }

  /** The hash of all bytes so far. */
  digest(): bigint {
    let hash = (this.#length >= STRIPE ? this.#merged() : PRIME_5) + BigInt(this.#length);
    const view = new DataView(this.#held.buffer, 0, this.#length % STRIPE);
    let at = 0;
    for (; view.byteLength - at >= 8; at += 8) {
      hash = mul(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n), PRIME_1) + PRIME_4;
    }
    for (; view.byteLength - at >= 4; at += 4) {
      hash = mul(rotate(hash ^ mul(BigInt(view.getUint32(at, true)), PRIME_1), 23n), PRIME_2) + PRIME_3;
    }
    for (; at < view.byteLength; at++) hash = mul(rotate(hash ^ mul(BigInt(view.getUint8(at)), PRIME_5), 11n), PRIME_1);
    hash = u64(hash);
    hash = mul(hash ^ (hash >> 33n), PRIME_2);
    hash = mul(hash ^ (hash >> 29n), PRIME_3);
    return hash ^ (hash >> 32n);
  }

  #stripes(bytes: Uint8Array, start: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lanes = this.#lanes;
    for (let at = start; at < end; at += STRIPE) {
      for (let lane = 0; lane < 8; lane += 2) {
        const input = view.getInt32(at + lane * 4, true);
        const productLow = Math.imul(input, PRIME_2_LOW);
        const productHigh = highProduct(view.getInt32(at + lane * 4 + 4, true), input, PRIME_2_HIGH, PRIME_2_LOW);
        const low = (lanes[lane] + productLow) | 0;
        const carry = low >>> 0 < productLow >>> 0 ? 1 : 0;
        const high = (lanes[lane + 1] + productHigh + carry) | 0;
        const turnedLow = (low << 31) | (high >>> 1);
        const turnedHigh = (high << 31) | (low >>> 1);
        lanes[lane] = Math.imul(turnedLow, PRIME_1_LOW);
        lanes[lane + 1] = highProduct(turnedHigh, turnedLow, PRIME_1_HIGH, PRIME_1_LOW);
      }
    }
  }

  #merged(): bigint {
    const [one, two, three, four] = [0, 2, 4, 6].map(
      (lane) => (BigInt(this.#lanes[lane + 1] >>> 0) << 32n) | BigInt(this.#lanes[lane] >>> 0),
    );
    const sum = rotate(one, 1n) + rotate(two, 7n) + rotate(three, 12n) + rotate(four, 18n);
    return [one, two, three, four].reduce(
      (hash, lane) => u64(mul(hash ^ round(0n, lane), PRIME_1) + PRIME_4),
      u64(sum),
    );
  }
}

/** The upper half of the lower 64 bits of a product. */
function highProduct(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const a0 = aLow & 0xffff;
  const a1 = aLow >>> 16;
  const b0 = bLow & 0xffff;
  const b1 = bLow >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carried = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + (middle >>> 16) + (carried >>> 16) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh)) | 0;
}

function round(lane: bigint, input: bigint): bigint {
  return mul(rotate(lane + mul(input, PRIME_2), 31n), PRIME_1);
}

function mul(one: bigint, other: bigint): bigint {
  return u64(one * other);
}

function rotate(value: bigint, bits: bigint): bigint {
  const whole = u64(value);
  return u64((whole << bits) | (whole >> (64n - bits)));
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function halves(value: bigint): number[] {
  return [Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, u64(value) >> 32n))];
}
