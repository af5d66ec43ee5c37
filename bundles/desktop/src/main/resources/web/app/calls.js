// What a call is to the person at this page.

/** Whether something is about me; an account that takes no calls is nobody here. */
export const isMine = (state, {agent}) => agent != null && agent === state.session?.agent;

export const alive = (connection) => connection.state !== 'null' && connection.state !== 'fail';

/** My connection of a call: the live one, else the last there was. */
export function mine(state, call) {
  const own = (call.connections ?? []).filter((connection) => isMine(state, connection));
  return own.filter(alive).at(-1) ?? own.at(-1) ?? null;
}

/** Whether the call began at my line: of an outbound or internal call the first line is the one that dialled. */
export const begunByMe = (call, connection) =>
  connection !== null && call.direction !== 'inbound' && call.connections.find((c) => c.line)?.id === connection.id;

/** What a person would call it: ringing, dialling, talking, held, announced (popped, but not at my line) or over. */
export function phase(call, connection) {
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
