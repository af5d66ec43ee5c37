// What the page knows, as one immutable value, and the pure functions that take it further.
// Calls are kept by id and pops by popId with rev, so nothing is ever shown twice.

const HISTORY = 20;
const CLOSED_POPS = 100;

export const INITIAL = Object.freeze({
  session: null,
  agent: null,
  calls: new Map(),
  pops: new Map(),
  /** Links that are out of service: name → reason. */
  outages: new Map(),
  stream: 'connecting',
  /** What the person is doing on the page: open forms, requests under way, what went wrong. */
  ui: Object.freeze({}),
});

export const signedIn = (state, session) => ({...state, session});

/** Whether something is about me; an account that takes no calls is nobody here. */
export const isMine = (state, {agent}) => agent != null && agent === state.session?.agent;

export const streaming = (state, stream) => (state.stream === stream ? state : {...state, stream});

export const withUi = (state, change) => ({...state, ui: {...state.ui, ...change}});

/** Everything read anew; `at` is the server's time of the reading. Only what closed pops told of a record is kept. */
export function loaded(state, {active, ended, agent, pops, outages, at}) {
  const closed = [...state.pops].filter(([, pop]) => pop.state === 'closed');
  const open = pops.map((pop) => [pop.popId, {...pop, matches: pop.matches ?? []}]);
  let next = {...state, calls: new Map(), pops: new Map([...closed, ...open]), outages: new Map(outages), agent: null};
  for (const call of [...ended, ...active]) {
    next = withCall(next, call, at);
  }
  return agent ? withAgent(next, agent) : next;
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
      return data?.call ? withCall(state, data.call, at) : state;
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
  return {...state, calls: forgetOldest(calls, (c) => c.state === 'ended', (c) => c.startedAt, HISTORY * 2)};
}

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

function withAgent(state, presence) {
  if (!isMine(state, presence) || (state.agent && (presence.rev ?? Infinity) < (state.agent.rev ?? 0))) {
    return state;
  }
  const optional = {reason: null, pending: null, cause: null};
  return {...state, agent: {...state.agent, ...optional, ...presence}};
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
