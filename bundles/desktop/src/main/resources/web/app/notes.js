// Notes while they are typed: in this browser at once, on the server a moment later, and on and on until it has them.

import {ApiError, put, putAndForget} from './api.js';
import {keep, keptUnder} from './kept.js';
import {withNotes, withOwnChange} from './state.js';

const PAUSE_MS = 600;
const RETRY_MS = 3_000;
const KEPT_MS = 7 * 24 * 3_600_000;
const KEY = 'notes.';
export const MAX_NOTES = 10_000;

/**
 * @param store of the page
 * @param tell tells the other tabs of this agent
 * @param user whose notes they are: another person at this browser does not get them
 */
export function createNotes(store, tell, user) {
  const timers = new Map();
  const key = (id) => `${KEY}${user}.${id}`;
  const path = (id) => `/calls/${encodeURIComponent(id)}/notes`;
  const entry = (id) => store.get().notes.get(id);

  function set(id, text, status) {
    store.update((state) => withNotes(state, id, {text, status}));
    tell({kind: 'notes', id, text, status});
  }

  function later(id, ms) {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => save(id), ms));
  }

  /** Called for each key that is pressed. */
  function write(id, value) {
    const text = value.slice(0, MAX_NOTES);
    keep(key(id), {text, at: Date.now()});
    set(id, text, 'typing');
    later(id, PAUSE_MS);
  }

  async function save(id) {
    const {text} = entry(id) ?? {};
    clearTimeout(timers.get(id));
    timers.delete(id);
    if (text === undefined) {
      return;
    }
    set(id, text, 'saving');
    try {
      await put(path(id), {notes: text});
      if (entry(id)?.text === text) {
        keep(key(id), {text, at: Date.now(), saved: true});
        set(id, text, 'saved');
        ended(id) && store.update((state) => withOwnChange(state, id, {notes: text}));
      }
    } catch (failure) {
      failed(id, failure);
    }
  }

  /** A call that is gone takes no notes, and asking again does not help; whatever else it was will pass. */
  function failed(id, failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    const {text} = entry(id);
    set(id, text, 'failed');
    if (![400, 403, 404].includes(failure.status)) {
      later(id, RETRY_MS);
    }
  }

  const ended = (id) => store.get().calls.get(id)?.state === 'ended';

  /** Gives the server what it lost of a live call by a crash, and what this page could not send before it was closed. */
  function recover() {
    for (const [id, {text, at, saved}] of keptUnder(`${KEY}${user}.`)) {
      const call = store.get().calls.get(id);
      if (Date.now() - at > KEPT_MS || (call?.state === 'ended' && call.notes === text)) {
        keep(key(id), null);
      } else if (call && call.notes !== text && !(saved && call.notes) && !timers.has(id)) {
        set(id, text, 'typing');
        later(id, 0);
      }
    }
  }

  addEventListener('pagehide', () => {
    for (const id of timers.keys()) {
      putAndForget(path(id), {notes: entry(id).text});
    }
  });

  return {write, save, recover};
}
