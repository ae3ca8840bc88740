// Sums as people write them: 12000, 12,000元, 1.2万, full-width digits.

const MOST = 10 ** 10;

// "12000" or "12000.5"; "" where nothing was written; null where it is no sum.
export function amountOf(written) {
  const plain = written.normalize("NFKC").replace(/[\s,，元]/g, "");
  if (!plain) return "";
  const [, digits, myriad] = plain.match(/^(\d+(?:\.\d{1,6})?)(万)?$/) ?? [];
  if (!digits) return null;
  const sum = Number(digits) * (myriad ? 10_000 : 1);
  const fen = Math.round(sum * 100);
  if (sum >= MOST || Math.abs(sum * 100 - fen) > 0.001) return null;
  return String(fen / 100);
}

export const isWhole = (amount) => !amount.includes(".");

const grouped = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

export function yuan(room, amount) {
  const number = Number(amount);
  const said = Number.isInteger(number) ? grouped.format(number) : number.toLocaleString("zh-CN", { minimumFractionDigits: 2 });
  return room.words("term-yuan").replace("{amount}", said);
}

// Read back while it is written: a nought too many is seen before it is sent.
export function readBack(room, written) {
  const amount = amountOf(written);
  if (!amount) return "";
  const number = Number(amount);
  return number < 10_000 ? yuan(room, amount) : `${yuan(room, amount)}，${room.words("term-myriad").replace("{amount}", String(number / 10_000))}`;
}
