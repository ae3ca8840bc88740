// Pieces that the office has not acknowledged yet, kept on this device so that they outlive the page. Where the browser
// keeps nothing (private windows), they are in the memory of the page alone.

const NAME = "mediation-recording";
const PIECES = "pieces";

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(PIECES);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

let opened = null;

async function inside(mode, deed) {
  try {
    opened ||= open();
    const pieces = (await opened).transaction(PIECES, mode).objectStore(PIECES);
    return await new Promise((done, fail) => {
      const asked = deed(pieces);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
  } catch {
    opened = null;
    return undefined;
  }
}

const all = (recording) => IDBKeyRange.bound([recording, 0], [recording, Number.MAX_SAFE_INTEGER]);

export const keep = (recording, number, bytes) => inside("readwrite", (pieces) => pieces.put(bytes, [recording, number]));
export const drop = (recording, number) => inside("readwrite", (pieces) => pieces.delete([recording, number]));
export const dropAll = (recording) => inside("readwrite", (pieces) => pieces.delete(all(recording)));

// [number, bytes] in order.
export async function left(recording) {
  const numbers = await inside("readonly", (pieces) => pieces.getAllKeys(all(recording)));
  const bytes = await inside("readonly", (pieces) => pieces.getAll(all(recording)));
  return (numbers || []).map(([, number], index) => [number, bytes[index]]);
}

// What lies here of recordings whose time is over.
export async function forgetAllBut(recordings) {
  const keys = await inside("readonly", (pieces) => pieces.getAllKeys());
  for (const recording of new Set((keys || []).map(([one]) => one))) if (!recordings.includes(recording)) await dropAll(recording);
}
