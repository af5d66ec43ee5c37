// Pure questions to the state: which cards are on the desk, what happened last, who is it.

import {isMine} from './state.js';

const HISTORY = 20;

const alive = (connection) => connection.state !== 'null' && connection.state !== 'fail';

/** My connection of a call: the live one, else the last there was. */
export function mine(state, call) {
  const own = (call.connections ?? []).filter((connection) => isMine(state, connection));
  return own.filter(alive).at(-1) ?? own.at(-1) ?? null;
}

/** Whether the call began at my line: of an outbound or internal call the first line is the one that dialled. */
const begunByMe = (call, connection) =>
  connection !== null && call.direction !== 'inbound' && call.connections.find((c) => c.line)?.id === connection.id;

/** What a person would call it: ringing, dialling, talking, held, announced (popped, but not at my line) or over. */
function phase(call, connection) {
  if (!connection || !alive(connection)) {
    return call.state === 'ended' ? 'over' : 'announced';
  }
  if (connection.state === 'hold') {
    return 'held';
  }
  const answered = call.connections.some((c) => c !== connection && (c.state === 'connected' || c.state === 'hold'));
  if (begunByMe(call, connection) && !answered) {
    return 'dialling';
  }
  return connection.state === 'connected' ? 'talking' : 'ringing';
}

/** The party at the other end, as {number, name, presentation}. */
export function remote(call, connection) {
  const called = call.direction === 'outbound' || (call.direction === 'internal' && begunByMe(call, connection));
  return (called ? call.called : call.caller) ?? {};
}

export const queueOf = (call) => call.queueVisits?.at(-1)?.queue ?? null;

/** The pop that knows most of a call: one with a record if there is any, else the newest. */
function popOf(state, callId, openOnly) {
  const pops = [...state.pops.values()].filter((pop) => pop.call === callId && (!openOnly || pop.state !== 'closed'));
  return pops.filter((pop) => pop.matches.length).at(-1) ?? pops.at(-1) ?? null;
}

const older = (a, b) => (a.startedAt < b.startedAt ? -1 : 1);

/** The cards on the desk, ringing ones first: my live calls, and calls that were popped to me. */
export function cards(state) {
  return [...state.calls.values()]
    .map((call) => {
      const connection = mine(state, call);
      const pop = popOf(state, call.id, true);
      return {
        id: call.id, call, connection, pop,
        phase: phase(call, connection),
        remote: remote(call, connection),
        records: pop?.matches.length ? pop.matches : (call.records ?? []),
      };
    })
    .filter(({connection, pop}) => pop || (connection && alive(connection)))
    .sort((a, b) => (b.phase === 'ringing') - (a.phase === 'ringing') || older(a.call, b.call));
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
        ...who(records.length ? records : (call.records ?? []), party),
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
