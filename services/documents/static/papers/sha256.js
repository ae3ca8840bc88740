// SHA-256 of a buffer as hexadecimal text. The browser's own where it is offered (https, localhost); else FIPS 180-4.
export async function sha256(buffer) {
  const bytes = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", buffer))
    : byHand(new Uint8Array(buffer));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const { roots, constants } = (() => {
  // The first 32 bits of the fractional parts of the square and cube roots of the first primes.
  const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) >>> 0;
  const found = { roots: [], constants: [] };
  for (let number = 2; found.constants.length < 64; number += 1) {
    if (found.constants.primes?.some((prime) => number % prime === 0)) continue;
    (found.constants.primes ??= []).push(number);
    if (found.roots.length < 8) found.roots.push(fraction(Math.sqrt(number)));
    found.constants.push(fraction(Math.cbrt(number)));
  }
  return found;
})();

const turned = (word, by) => (word >>> by) | (word << (32 - by));

export function byHand(message) {
  const padded = new Uint8Array(((message.length + 8) >> 6 << 6) + 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0);
  const state = Uint32Array.from(roots);
  const words = new Uint32Array(64);
  for (let start = 0; start < padded.length; start += 64) block(view, start, words, state);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setUint32(at * 4, word));
  return new Uint8Array(digest.buffer);
}

function block(view, start, words, state) {
  for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(start + at * 4);
  for (let at = 16; at < 64; at += 1) {
    const before = words[at - 15];
    const last = words[at - 2];
    const low = turned(before, 7) ^ turned(before, 18) ^ (before >>> 3);
    const high = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
    words[at] = words[at - 16] + low + words[at - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[at] + words[at]) >>> 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [a, b, c, d, e, f, g, h] = [(one + two) >>> 0, a, b, c, (d + one) >>> 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] += word; });
}
