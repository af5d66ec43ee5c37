// The floor as a supervisor sees it: every live call, what became of today's calls, and the figures of both. Pure.

import {alive, queueOf} from './calls.js';

/** Service level: answered within so long, of all that were answered or gave up. */
export const WITHIN_MS = 20_000;
const DAY_CALLS = 6_000;

export const floorOf = (active, today) => ({
  floor: new Map(active.map((call) => [call.id, call])),
  day: new Map((today ?? []).flatMap(became)),
});

/** What became of a call that is over, per stay in a queue: all that the day's figures need. */
function became(call) {
  if (call.direction !== 'inbound') {
    return [];
  }
  return (call.queueVisits ?? []).filter(({outcome}) => outcome).map((visit, i) => [`${call.id}/${i}`, {
    queue: visit.queue,
    outcome: visit.outcome,
    at: Date.parse(visit.enteredAt),
    waitedMs: Date.parse(visit.leftAt) - Date.parse(visit.enteredAt),
  }]);
}

/** The floor after a picture of a call. */
export function onFloor(state, call) {
  if (!state.floor) {
    return state;
  }
  const floor = new Map(state.floor);
  if (call.state !== 'ended') {
    return {...state, floor: floor.set(call.id, call)};
  }
  floor.delete(call.id);
  const day = new Map([...state.day, ...became(call)].slice(-DAY_CALLS));
  return {...state, floor, day};
}

/** Queues with what waits now and how the day went, by name. */
export function queues({floor, day}) {
  const found = new Map();
  const of = (queue) => found.get(queue) ??
    found.set(queue, {queue, waiting: 0, since: null, answered: 0, abandoned: 0, within: 0, talking: 0}).get(queue);
  for (const call of floor.values()) {
    const visit = call.queueVisits?.at(-1);
    if (visit && !visit.leftAt) {
      const row = of(visit.queue);
      const entered = Date.parse(visit.enteredAt);
      row.waiting++;
      row.since = Math.min(row.since ?? entered, entered);
    } else if (visit) {
      of(visit.queue).talking++;
    }
  }
  for (const {queue, outcome, waitedMs} of day.values()) {
    const row = of(queue);
    row.answered += outcome === 'answered';
    row.abandoned += outcome === 'abandoned';
    row.within += outcome === 'answered' && waitedMs <= WITHIN_MS;
  }
  return [...found.values()].sort((a, b) => a.queue.localeCompare(b.queue));
}

/** As a share of 100, or null when nobody was there yet. */
export const serviceLevel = ({answered, abandoned, within}) =>
  answered + abandoned ? Math.round((100 * within) / (answered + abandoned)) : null;

/** All queues as one. */
export const total = (rows) =>
  rows.reduce((sum, row) => ({
    waiting: sum.waiting + row.waiting, answered: sum.answered + row.answered, abandoned: sum.abandoned + row.abandoned,
    within: sum.within + row.within, talking: sum.talking + row.talking,
    since: row.since === null ? sum.since : Math.min(sum.since ?? row.since, row.since),
  }), {waiting: 0, answered: 0, abandoned: 0, within: 0, talking: 0, since: null});

/** Each agent's live connections with their calls; somebody who only listens has none. */
export function connectionsByAgent({floor}) {
  const found = new Map();
  for (const call of floor.values()) {
    for (const connection of call.connections) {
      if (connection.agent && alive(connection) && connection.participation === 'active') {
        found.set(connection.agent, [...(found.get(connection.agent) ?? []), {call, connection}]);
      }
    }
  }
  return found;
}

const ORDER = ['busy', 'workingAfterCall', 'ready', 'notReady', 'loggedOff'];

/** Agents by what they do, those longest in a state first. */
export function people({colleagues}, team) {
  return [...colleagues.values()]
    .filter((agent) => !team || agent.team === team)
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.since < b.since ? -1 : 1));
}

export const teams = ({colleagues}) => [...new Set([...colleagues.values()].map(({team}) => team).filter(Boolean))].sort();

/** How many agents are in each state. */
export const headcount = (agents) =>
  Object.fromEntries(ORDER.map((state) => [state, agents.filter((agent) => agent.state === state).length]));

/** Calls answered and given up in each half hour of the day, from the first one that had any. */
export function halfHours({day}) {
  const found = new Map();
  for (const {at, outcome} of day.values()) {
    const time = new Date(at);
    const slot = time.getHours() * 2 + (time.getMinutes() >= 30);
    const row = found.get(slot) ?? {slot, answered: 0, abandoned: 0};
    row.answered += outcome === 'answered';
    row.abandoned += outcome === 'abandoned';
    found.set(slot, row);
  }
  const slots = [...found.keys()];
  return slots.length
    ? Array.from({length: Math.max(...slots) - Math.min(...slots) + 1}, (_, i) => Math.min(...slots) + i)
      .map((slot) => found.get(slot) ?? {slot, answered: 0, abandoned: 0})
    : [];
}

/** Calls that go on, longest first, with where they wait or who talks. */
export const liveCalls = ({floor}) =>
  [...floor.values()]
    .filter((call) => call.direction !== 'internal')
    .map((call) => ({call, queue: queueOf(call), agents: call.connections.filter((c) => c.agent && alive(c))}))
    .sort((a, b) => (a.call.startedAt < b.call.startedAt ? -1 : 1));
