// What is left to do after a call: pure questions.

import {alive, mine, queueOf} from './calls.js';
import {serverNow} from './clock.js';

const OWED_MS = 12 * 3_600_000;
const OFFERED_MS = 5 * 60_000;
const SHOWN = 5;

/** Whether a call's queue wants to know how it went, and nobody has said. */
export const owesDisposition = ({desk}, call) =>
  !call.disposition && desk.dispositions.length > 0 && desk.dispositionRequired.includes(queueOf(call));

const unsaved = (state, call) => ['typing', 'saving', 'failed'].includes(state.notes.get(call.id)?.status);

/** A conversation of mine with a customer that is over for me, whether or not the call goes on with a colleague. */
function talkedIn({call, connection}) {
  return connection && !alive(connection) && connection.connectedAt && connection.participation === 'active' &&
    call.direction !== 'internal' && call.cause !== 'merged';
}

/**
 * Ids of calls that wait to be finished: those that still owe a disposition or a note, and the last one until it is
 * put away, the next conversation begins, or some minutes have passed.
 */
export function unfinished(state, now = serverNow()) {
  const all = [...state.calls.values()].map((call) => ({call, connection: mine(state, call)}));
  const talking = all.some(({connection}) => connection && alive(connection) && connection.state !== 'alerting');
  const age = ({connection, call}) => now - Date.parse(connection.endedAt ?? call.endedAt ?? call.startedAt);
  return all
    .filter(talkedIn)
    .sort((a, b) => age(a) - age(b))
    .filter((item, i) => {
      const {call} = item;
      const owed = (owesDisposition(state, call) && age(item) < OWED_MS) || unsaved(state, call);
      const offered = i === 0 && !talking && (age(item) < OFFERED_MS || state.agent?.state === 'workingAfterCall');
      return owed || (offered && !state.done.has(call.id));
    })
    .slice(0, SHOWN)
    .map(({call}) => call.id);
}
