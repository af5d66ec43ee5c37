// ECMA-269 services a connection may allow, in the order in which they are shown.
// `needs`: what must be asked for first: to (a number), otherCall, digits, or line. `key` does the same with Alt.

export const SERVICES = {
  answerCall: {tone: 'go', icon: 'phone', key: 'A'},
  retrieveCall: {tone: 'go', icon: 'resume', key: 'H'},
  holdCall: {icon: 'hold', key: 'H'},
  transferCall: {tone: 'primary', icon: 'transfer', needs: 'otherCall', key: 'M'},
  consultationCall: {icon: 'consult', needs: 'to', key: 'C'},
  singleStepTransferCall: {icon: 'transfer', needs: 'to', key: 'T'},
  conferenceCall: {icon: 'people', needs: 'otherCall', key: 'G'},
  reconnectCall: {icon: 'resume', key: 'B'},
  deflectCall: {icon: 'transfer', needs: 'to', key: 'T'},
  directedPickupCall: {icon: 'in', needs: 'line'},
  parkCall: {icon: 'park'},
  generateDigits: {icon: 'keypad', needs: 'digits'},
  startRecording: {icon: 'record'},
  pauseRecording: {icon: 'hold'},
  resumeRecording: {icon: 'record'},
  stopRecording: {icon: 'record'},
  clearConnection: {tone: 'stop', icon: 'hangup', key: 'X'},
};

/** How a supervisor joins a call of somebody else by singleStepConferenceCall. */
export const PARTICIPATIONS = ['listen', 'whisper', 'barge'];

/** The services of a connection that this page can offer: exactly those allowed. */
export const offered = (connection) =>
  Object.keys(SERVICES).filter((service) => connection?.allowed?.includes(service));
