// ECMA-269 services a connection may allow, in the order in which they are shown.
// `needs`: what must be asked for first: to (a number), otherCall, or digits.

export const SERVICES = {
  answerCall: {tone: 'go', icon: 'phone'},
  retrieveCall: {tone: 'go', icon: 'resume'},
  holdCall: {icon: 'hold'},
  singleStepTransferCall: {icon: 'transfer', needs: 'to'},
  consultationCall: {icon: 'people', needs: 'to'},
  transferCall: {icon: 'transfer', needs: 'otherCall'},
  conferenceCall: {icon: 'people', needs: 'otherCall'},
  reconnectCall: {icon: 'resume'},
  deflectCall: {icon: 'transfer', needs: 'to'},
  parkCall: {icon: 'park'},
  generateDigits: {icon: 'keypad', needs: 'digits'},
  startRecording: {icon: 'record'},
  pauseRecording: {icon: 'hold'},
  stopRecording: {icon: 'record'},
  clearConnection: {tone: 'stop', icon: 'hangup'},
};

/** The services of a connection that this page can offer: exactly those allowed. */
export const offered = (connection) =>
  Object.keys(SERVICES).filter((service) => connection?.allowed?.includes(service));
