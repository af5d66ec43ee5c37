// Reads from the server what events alone do not tell.

import {ApiError, get} from './api.js';
import {serverNow} from './clock.js';
import {cards, unknownCalls} from './select.js';
import {loaded, withCall, withTimeline} from './state.js';

const NONE = {items: []};
const DAY_PAGES = 10;

/** What may be missing (an account that is no agent, a server without that list) is empty. */
export const optional = (path, otherwise) =>
  get(path).catch((failure) => {
    if (failure instanceof ApiError && [403, 404].includes(failure.status)) {
      return otherwise;
    }
    throw failure;
  });

export function createReader(store) {
  const asked = new Set();

  async function readAll() {
    const {session, floor} = store.get();
    const me = session.agent;
    const [active, ended, agents, pops, links, today] = await Promise.all([
      floor ? get('/calls?state=active&limit=500') : me ? get('/calls?state=active&agent=me') : NONE,
      me ? get('/calls?state=ended&agent=me&limit=20') : NONE,
      optional('/agents', NONE),
      me ? optional('/pops?state=open', NONE) : NONE,
      optional('/links', NONE),
      floor ? readToday() : [],
    ]);
    const outages = links.items.filter(({state}) => state === 'down').map(({name, reason}) => [name, reason]);
    asked.clear();
    store.update((state) => loaded(state, {
      active: active.items, ended: ended.items, agents: agents.items, pops: pops.items, outages, today, at: serverNow(),
    }));
    await fetchUnknown();
  }

  /** Today's calls that are over, page after page; of a day that has more the newest count. */
  async function readToday() {
    const midnight = new Date(serverNow());
    midnight.setHours(0, 0, 0, 0);
    const calls = [];
    let next = `/calls?state=ended&limit=500&since=${midnight.toISOString()}`;
    for (let i = 0; next && i < DAY_PAGES; i++) {
      const found = await get(next.replace('/api/v1', ''));
      calls.push(...found.items);
      next = found.next;
    }
    return calls;
  }

  /** A pop may speak of a call that has no connection of mine yet. */
  async function fetchUnknown() {
    for (const id of unknownCalls(store.get())) {
      const call = await optional(`/calls/${encodeURIComponent(id)}`, null);
      if (call) {
        store.update((state) => (state.calls.has(call.id) ? state : withCall(state, call, serverNow())));
      }
    }
  }

  /** What was before with the customer of a card, asked for once. */
  async function readTimeline(id) {
    try {
      const {items} = await optional(`/calls/${encodeURIComponent(id)}/timeline`, NONE);
      store.update((state) => withTimeline(state, id, {status: 'read', items}));
    } catch {
      store.update((state) => withTimeline(state, id, {status: 'failed', items: []}));
    }
  }

  /** When work after a call began, the event does not tell until when it may take. */
  async function readUntil() {
    const agent = await optional('/agents/me', null);
    store.update((state) =>
      agent && state.agent?.rev === agent.rev ? {...state, agent: {...state.agent, until: agent.until}} : state);
  }

  return {
    readAll,

    onEvent({name, data}) {
      if (name === 'pop') {
        fetchUnknown().catch(() => {});
      }
      const {agent} = store.get();
      if (name === 'agent' && data.agent === agent?.agent && data.state === 'workingAfterCall') {
        readUntil().catch(() => {});
      }
    },

    /** Looks for cards whose past nobody has asked for. */
    look() {
      for (const {id, remote, phase} of cards(store.get())) {
        if (remote.number && phase !== 'announced' && !asked.has(id)) {
          asked.add(id);
          readTimeline(id);
        }
      }
    },
  };
}
