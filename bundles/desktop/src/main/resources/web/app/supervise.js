// What a supervisor can do on the floor.

import {post, put} from './api.js';

const path = ({id}, connection, service) =>
  `/calls/${[id, 'connections', connection.id, service].map(encodeURIComponent).join('/')}`;

/**
 * @param request does one request at a time under a name and gives its failure to whoever shows it
 * @param ui changes what the page shows
 */
export function createSupervision({store, request, ui}) {
  const failed = (floorError) => ui({floorError});
  const doing = (name, work) => request(name, async () => {
    ui({floorError: ''});
    await work();
  }, failed);
  const line = () => store.get().session.line;

  return {
    showTeam: (team) => ui({team}),

    /** Whose row the pointer or the focus is in. */
    near: (agent) => store.get().ui.near !== agent && ui({near: agent}),

    /** My phone rings and hears a colleague's call: listen hears, whisper is heard by the colleague, barge by both. */
    join: (call, connection, participation) =>
      doing(`${call.id}/${participation}`, () =>
        post(path(call, connection, 'singleStepConferenceCall'), {line: line(), participation})),

    /** The customer comes to my phone. */
    takeOver: (call, connection) =>
      doing(`${call.id}/takeOver`, () => post(path(call, connection, 'singleStepTransferCall'), {to: line()})),

    force: (agent, state, reason) =>
      doing(`force/${agent}`, () =>
        put(`/agents/${encodeURIComponent(agent)}/state`, {state, ...(reason ? {reason} : {})})),
  };
}
