// The event stream, opened again by our own schedule so that the page is back soon after the server is.

import {eventsUrl, session} from './api.js';

const NAMES = [
  'serviceInitiated', 'originated', 'delivered', 'established', 'held', 'retrieved', 'queued', 'diverted',
  'transferred', 'conferenced', 'connectionCleared', 'failed', 'callCleared', 'callInformation',
  'pop', 'agent', 'outOfService', 'backInService',
];
const WAITS_MS = [300, 700, 1500, 2500];
const SILENCE_MS = 20_000;
/** An open stream does not prolong a session; asking for it does. */
const SESSION_MS = 300_000;
const PROBE_DEADLINE_MS = 5_000;

/**
 * Reads events from just after `after` on, for as long as the page lives. The stream resumes after the last event seen; where that is not possible
 * (a first start, a restarted server) `onFresh` reads everything anew before the events that follow count.
 *
 * @param onEvent takes {id, name, at, data}
 * @param onStatus takes connecting, open or lost
 * @param onFresh returns a promise; events wait until it is done
 * @param onLoggedOut the session is over
 */
export function readEvents({after = '', onEvent, onStatus, onFresh, onLoggedOut}) {
  let source = null;
  let last = after;
  let heard = 0;
  let asked = Date.now();
  let failures = 0;
  let timer = 0;

  function open() {
    const mine = new EventSource(eventsUrl(last));
    let ready = Promise.resolve();
    const whenReady = (action) => ready.then(() => mine === source && action());
    const readAnew = () => {
      ready = onFresh().catch((failure) => {
        // Half a picture is worse than an old one: begin again.
        last = '';
        lost(mine, failure);
      });
    };
    const arrived = (message) => {
      heard = Date.now();
      last = message.lastEventId || last;
    };
    source = mine;
    const works = () =>
      whenReady(() => {
        failures = 0;
        onStatus('open');
      });
    mine.onopen = () => {
      heard = Date.now();
      if (last) {
        works();
      }
    };
    mine.onerror = () => lost(mine);
    mine.addEventListener('resync', (message) => {
      arrived(message);
      // Only here: a second reading that began earlier and ended later would take a ringing call off the page.
      readAnew();
      works();
    });
    for (const name of NAMES) {
      mine.addEventListener(name, (message) => {
        arrived(message);
        const event = parse(name, message);
        whenReady(() => event && onEvent(event));
      });
    }
  }

  /** Closes that stream, unless another one took its place, and comes back after a wait. */
  function lost(stream, failure) {
    if (stream !== source) {
      return;
    }
    stream?.close();
    source = null;
    if (failure?.status === 401) {
      onLoggedOut();
      return;
    }
    onStatus('lost');
    clearTimeout(timer);
    timer = setTimeout(comeBack, WAITS_MS[Math.min(failures++, WAITS_MS.length - 1)] * (0.75 + Math.random() / 2));
  }

  /** Asks for the session first: an EventSource cannot tell a closed door from a broken wire. */
  const comeBack = () => ask().then(open, (failure) => lost(null, failure));

  const ask = () =>
    session(PROBE_DEADLINE_MS).then(() => {
      asked = heard = Date.now();
    });

  /** A cut cable shows only as silence, so after some of it ask. */
  function probe() {
    const mine = source;
    if (mine && (Date.now() - heard > SILENCE_MS || Date.now() - asked > SESSION_MS)) {
      ask().catch((failure) => lost(mine, failure));
    }
  }

  setInterval(probe, SILENCE_MS / 2);
  addEventListener('online', () => {
    heard = 0;
    probe();
  });
  onStatus('connecting');
  open();
}

/** An event's data is a CloudEvent around what happened; one that cannot be read is left out. */
function parse(name, {data, lastEventId}) {
  try {
    const envelope = JSON.parse(data);
    return {id: lastEventId, name, at: Date.parse(envelope.time) || 0, data: envelope.specversion ? envelope.data : envelope};
  } catch {
    return null;
  }
}
