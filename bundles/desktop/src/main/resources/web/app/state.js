// What the page knows, as one immutable value, and the pure functions that take it further.
// Calls are kept by id and pops by popId with rev, so nothing is ever shown twice.

import {isMine} from './calls.js';
import {floorOf, onFloor} from './floor.js';

const HISTORY = 20;
const CLOSED_POPS = 100;

export const INITIAL = Object.freeze({
  session: null,
  agent: null,
  /** What the organisation decided for the desk: reasons, dispositions and where a new contact is made. */
  desk: Object.freeze({reasons: [], dispositions: [], dispositionRequired: [], newContactUrl: null}),
  /** Everybody who takes calls, me too: id → agent. */
  colleagues: new Map(),
  calls: new Map(),
  pops: new Map(),
  /** Links that are out of service: name → reason. */
  outages: new Map(),
  /** Notes of mine that the server's picture of the call does not show yet: call → {text, status}. */
  notes: new Map(),
  /** Calls that were dealt with, so that their wrap-up is put away. */
  done: new Set(),
  /** What was before with the customer of a call: call → {status, items}. */
  timelines: new Map(),
  /** For those who supervise, else null: every live call, and what became of today's that are over. */
  floor: null,
  day: null,
  stream: 'connecting',
  /** Which page is shown. */
  route: 'desk',
  /** What the person is doing on the page: open forms, requests under way, what went wrong. */
  ui: Object.freeze({}),
});

/** What every tab of a person knows alike; the rest is what somebody does in one of them. */
export const SHARED = ['agent', 'colleagues', 'calls', 'pops', 'outages', 'notes', 'done', 'stream', 'floor', 'day'];

export const signedIn = (state, session, desk) => ({...state, session, desk: {...state.desk, ...desk}});

export const streaming = (state, stream) => (state.stream === stream ? state : {...state, stream});

export const withUi = (state, change) => ({...state, ui: {...state.ui, ...change}});

/** Everything read anew; `at` is the server's time of the reading. Only what closed pops told of a record is kept. */
export function loaded(state, {active, ended, agents, pops, outages, today, at}) {
  const closed = [...state.pops].filter(([, pop]) => pop.state === 'closed');
  const open = pops.map((pop) => [pop.popId, {...pop, matches: pop.matches ?? []}]);
  const colleagues = new Map(agents.map((agent) => [agent.agent, agent]));
  const agent = colleagues.get(state.session?.agent) ?? null;
  let next = {
    ...state, agent, colleagues, calls: new Map(),
    pops: new Map([...closed, ...open]), outages: new Map(outages),
    ...(state.floor ? floorOf(active, today) : {}),
  };
  for (const call of [...ended, ...active]) {
    next = withCall(next, call, at);
  }
  return next;
}

/** One event of the stream. */
export function happened(state, {name, at, data}) {
  switch (name) {
    case 'pop':
      return withPop(state, data);
    case 'agent':
      return withAgent(state, data);
    case 'outOfService':
      return withOutage(state, data.link, data.reason ?? '');
    case 'backInService':
      return withOutage(state, data.link, null);
    default:
      return data?.call ? withCall(onFloor(state, data.call), data.call, at) : state;
  }
}

/** A picture of a call. Others' calls are not kept, and a call that has ended stays ended. */
export function withCall(state, call, at) {
  const known = state.calls.get(call.id);
  const concernsMe =
    call.connections?.some((connection) => isMine(state, connection)) ||
    [...state.pops.values()].some((pop) => pop.call === call.id);
  if (!concernsMe || (known?.state === 'ended' && call.state !== 'ended')) {
    return state;
  }
  const calls = new Map(state.calls).set(call.id, {...call, seenAt: at});
  return echoed(
    {...state, calls: forgetOldest(calls, (c) => c.state === 'ended', (c) => c.startedAt, HISTORY * 2)}, call);
}

/** Notes that come back as they were sent are the server's from then on, so that a colleague's words show after mine. */
function echoed(state, {id, notes}) {
  const own = state.notes.get(id);
  return own?.status === 'saved' && own.text === (notes ?? '') ? withNotes(state, id, null) : state;
}

/** What I write about a call, and whether the server has it: typing, saving, saved or failed; null to forget it. */
export function withNotes(state, id, entry) {
  const notes = new Map(state.notes);
  entry ? notes.set(id, entry) : notes.delete(id);
  return {...state, notes};
}

/** Something of a call that the person on this page just changed, before any event tells it. */
export function withOwnChange(state, id, change) {
  const call = state.calls.get(id);
  return call ? {...state, calls: new Map(state.calls).set(id, {...call, ...change})} : state;
}

export const withDone = (state, id) => ({...state, done: new Set([...state.done, id])});

export const withTimeline = (state, id, timeline) =>
  ({...state, timelines: new Map([...state.timelines, [id, timeline]].slice(-HISTORY * 2))});

/** A pop. An older revision never replaces a newer one; what is known of the record outlives the pop. */
export function withPop(state, pop) {
  const known = state.pops.get(pop.popId);
  if (!isMine(state, pop) || (known && known.rev >= pop.rev)) {
    return state;
  }
  const matches = pop.matches?.length ? pop.matches : (known?.matches ?? []);
  const pops = new Map(state.pops).set(pop.popId, {...pop, matches});
  return {...state, pops: forgetOldest(pops, (p) => p.state === 'closed', (p) => p.popId, CLOSED_POPS)};
}

/** Somebody's state, mine or a colleague's; an older revision never replaces a newer one. */
function withAgent(state, presence) {
  const known = state.colleagues.get(presence.agent) ?? (isMine(state, presence) ? {} : null);
  if (!known || (presence.rev ?? Infinity) < (known.rev ?? 0)) {
    return state;
  }
  const agent = {...known, reason: null, pending: null, cause: null, until: null, ...presence};
  const colleagues = new Map(state.colleagues).set(agent.agent, agent);
  return {...state, colleagues, ...(isMine(state, agent) ? {agent} : {})};
}

function withOutage(state, link, reason) {
  const outages = new Map(state.outages);
  reason === null ? outages.delete(link) : outages.set(link, reason);
  return {...state, outages};
}

/** Keeps the newest `limit` of those that may go. */
function forgetOldest(map, mayGo, age, limit) {
  const old = [...map].filter(([, value]) => mayGo(value));
  if (old.length > limit) {
    old.sort(([, a], [, b]) => (age(a) < age(b) ? -1 : 1));
    old.slice(0, old.length - limit).forEach(([id]) => map.delete(id));
  }
  return map;
}
