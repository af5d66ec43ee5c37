// Pure questions to the state: which cards are on the desk, what happened last, who is it.

import {alive, begunByMe, mine, phase as phaseOf, queueOf, remote} from './calls.js';
import {unfinished} from './wrapup.js';

const HISTORY = 20;

/** The pop that knows most of a call: one with a record if there is any, else the newest. */
function popOf(state, callId, openOnly) {
  const pops = [...state.pops.values()].filter((pop) => pop.call === callId && (!openOnly || pop.state !== 'closed'));
  return pops.filter((pop) => pop.matches.length).at(-1) ?? pops.at(-1) ?? null;
}

const older = (a, b) => (a.startedAt < b.startedAt ? -1 : 1);

/** The cards on the desk, ringing ones first, calls to be finished last: mine, and those that were popped to me. */
export function cards(state) {
  const waiting = unfinished(state);
  const after = new Set(waiting);
  const rank = ({phase, id}) =>
    ['ringing', 'talking'].indexOf(phase) + 1 || (phase === 'wrapUp' ? 9 + waiting.indexOf(id) : 3);
  return [...state.calls.values()]
    .map((call) => {
      const connection = mine(state, call);
      const live = connection && alive(connection);
      const pop = popOf(state, call.id, !after.has(call.id));
      return {
        id: call.id, call, connection, pop,
        phase: !live && after.has(call.id) ? 'wrapUp' : phaseOf(call, connection),
        remote: remote(call, connection),
        records: recordsOf(call, pop),
        chosen: chosen(call, pop),
      };
    })
    .filter(({connection, pop, phase: now}) =>
      now === 'wrapUp' || (connection && alive(connection)) || (pop && pop.state !== 'closed'))
    .sort((a, b) => rank(a) - rank(b) || older(a.call, b.call))
    // What waits behind something else takes little room.
    .map((item, i) => (item.phase === 'wrapUp' && (i > 0 || item.id !== waiting[0]) ? {...item, folded: true} : item));
}

const isRecord = (ref) => (match) => match.connector === ref.connector && match.id === ref.id;

/** The record somebody chose for a call, or the one that fitted alone, as the pop knows it. */
function chosen(call, pop) {
  const ref = call.records?.at(-1);
  return ref ? (pop?.matches.find(isRecord(ref)) ?? ref) : null;
}

/** What may be it, best first: once one is chosen, that one. */
function recordsOf(call, pop) {
  const one = chosen(call, pop);
  return one ? [one] : (pop?.matches ?? []);
}

/** Popped calls of which nothing else is known yet. */
export const unknownCalls = (state) =>
  [...state.pops.values()].filter((pop) => pop.state !== 'closed' && !state.calls.has(pop.call)).map((pop) => pop.call);

/** Whom a card is about: the one record that fits, else what the PBX says. */
export function who(records, party) {
  const record = records.length === 1 ? records[0] : null;
  return {name: record?.name || party.name || null, company: record?.company ?? null, number: party.number ?? null};
}

/** My last calls, newest first; those that became part of another one are that one. */
export function history(state) {
  return [...state.calls.values()]
    .map((call) => ({call, connection: mine(state, call)}))
    .filter(({call, connection}) => connection && !alive(connection) && call.cause !== 'merged')
    .map(({call, connection}) => {
      const party = remote(call, connection);
      const records = popOf(state, call.id, false)?.matches ?? [];
      return {
        id: call.id,
        direction: call.direction === 'inbound' || !begunByMe(call, connection) ? 'in' : 'out',
        outcome: outcome(call, connection),
        at: Date.parse(connection.endedAt ?? call.endedAt ?? call.startedAt),
        connectedMs: connection.connectedMs ?? 0,
        queue: queueOf(call),
        withheld: party.presentation === 'restricted',
        ...who(call.records?.length ? call.records.slice(-1) : records, party),
      };
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, HISTORY);
}

/** talked, missed, answeredElsewhere, declined; for calls of mine busy, noAnswer or notReached. */
function outcome(call, connection) {
  if (begunByMe(call, connection)) {
    const reached = call.connections.some((c) => c !== connection && c.connectedAt);
    return reached ? 'talked' : ['busy', 'noAnswer'].includes(call.cause) ? call.cause : 'notReached';
  }
  if (connection.connectedAt) {
    return 'talked';
  }
  const kinds = {answeredElsewhere: 'answeredElsewhere', pickedUp: 'answeredElsewhere', rejected: 'declined'};
  return kinds[connection.cause] ?? 'missed';
}

/** My line and its link. */
export const myLine = ({agent}) => ({line: agent?.line, link: agent?.link});

/** Other live calls of mine: what a call can be joined with. */
export const otherCalls = (state, callId) =>
  cards(state).filter((card) => card.id !== callId && ['talking', 'held', 'dialling'].includes(card.phase));
