// What this browser keeps for a while, bounded; storage may be forbidden in a frame, then nothing is kept.

const PREFIX = 'jackfield.';

export function keep(key, value) {
  try {
    value === null ? localStorage.removeItem(PREFIX + key) : localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Forbidden or full: it holds until the page is loaded anew.
  }
}

/** What was kept under a key, or `otherwise`. */
export function kept(key, otherwise = null) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** All that was kept under keys that begin so, as [rest of the key, value]. */
export function keptUnder(start) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + start))
      .map((key) => key.slice(PREFIX.length))
      .map((key) => [key.slice(start.length), kept(key)]);
  } catch {
    return [];
  }
}
