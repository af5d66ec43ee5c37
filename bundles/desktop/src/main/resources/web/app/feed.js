// Where the page's knowledge comes from. One tab of a person reads the server's event stream and hands everything on
// to the others: many tabs are one reader, and see the same in the same order. When that tab goes, another one reads on
// after the last event it was told of, so nothing is missed and nothing comes twice.

import {readEvents} from './events.js';
import {happened, SHARED, streaming} from './state.js';
import {joinTabs} from './tabs.js';

/** How long a new tab waits for the leader's picture before it reads its own. */
const PATIENCE_MS = 1_500;

/**
 * @param store of the page
 * @param readAll reads everything anew and puts it into the store
 * @param onEvent told of each event after the store has it
 * @param onTold takes what another tab told that is not about events
 * @param onLoggedOut the session is over
 */
export function follow({store, user, readAll, onEvent, onTold, onLoggedOut}) {
  let last = '';
  let pictured = false;

  function took(event) {
    last = event.id || last;
    store.update((state) => happened(state, event));
    onEvent(event);
  }

  const picture = () => {
    const state = store.get();
    return {kind: 'picture', last, state: Object.fromEntries(SHARED.map((part) => [part, state[part]]))};
  };

  const heard = {
    event: ({event}) => pictured && took(event),
    status: ({status}) => store.update((state) => streaming(state, status)),
    hello: () => tabs.leads() && pictured && tabs.tell(picture()),
    picture(told) {
      if (!tabs.leads()) {
        last = told.last;
        pictured = true;
        store.update((state) => ({...state, ...told.state}));
      }
    },
    leave: onLoggedOut,
  };

  const tabs = joinTabs(user, {
    onMessage: (message) => (heard[message.kind] ?? onTold)(message),
    onLead: () => readEvents({
      after: last,
      onEvent(event) {
        took(event);
        tabs.tell({kind: 'event', event});
      },
      onStatus(status) {
        store.update((state) => streaming(state, status));
        tabs.tell({kind: 'status', status});
      },
      async onFresh() {
        await readAll();
        pictured = true;
        tabs.tell(picture());
      },
      onLoggedOut,
    }),
  });

  tabs.stand();
  tabs.tell({kind: 'hello'});
  setTimeout(() => !pictured && !tabs.leads() && readAll().then(() => (pictured = true)), PATIENCE_MS);
  return tabs;
}
