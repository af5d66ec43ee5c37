// Text from callers, PBXs and CRMs is hostile: it is only ever text, has a bounded length, and cannot turn its
// surroundings around. Zero-width space and joiners stay: Khmer, Thai and emoji need them.

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const BIDI_AND_INVISIBLE = /[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u00ad\u{e0000}-\u{e007f}]/gu;
const STACKED_MARKS = /(\p{M}{5})\p{M}+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What may be shown of a text: one line of at most `max` characters, or '' if nothing of it is visible. */
export function plain(value, max = 120) {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return '';
  }
  const line = String(value)
    .slice(0, max * 8)
    .replace(CONTROLS, ' ')
    .replace(BIDI_AND_INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (!VISIBLE.test(line)) {
    return '';
  }
  const characters = Array.from(line);
  return characters.length > max ? characters.slice(0, max - 1).join('') + '…' : line;
}

/** The same for a sentence that is not markup either, for example an accessible name: isolated from its neighbours. */
export function isolated(value, max) {
  const text = plain(value, max);
  return text && `\u2068${text}\u2069`;
}

/** A link a person may follow, or null: nothing but http and https, so no script. */
export function webLink(value) {
  try {
    const url = new URL(value, document.baseURI);
    return value && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
  } catch {
    return null;
  }
}

/** Up to two first letters of a name. */
export function initials(name) {
  const words = plain(name).split(' ').filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => firstCharacter(word).toLocaleUpperCase()).join('');
}

function firstCharacter(word) {
  const segments = new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(word);
  return segments[Symbol.iterator]().next().value.segment;
}
