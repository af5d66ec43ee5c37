// The agents' desk: reads who I am, then everything that concerns me, then what happens.

import {render} from 'lit-html';
import {createActions} from './actions.js';
import {ApiError, get, session} from './api.js';
import {serverNow} from './clock.js';
import {readEvents} from './events.js';
import {loadLanguage, t} from './i18n.js';
import {unknownCalls} from './select.js';
import {happened, INITIAL, loaded, signedIn, streaming, withCall} from './state.js';
import {createStore} from './store.js';
import {desk, ringing} from './view/desk.js';

const leave = () => location.replace('login');
const root = document.getElementById('desk');
const announcer = document.getElementById('announcer');
const store = createStore(INITIAL, draw);
const act = createActions(store, leave);

function draw(state) {
  render(desk(state, act), root);
  const call = ringing(state);
  if (announcer.textContent !== call) {
    announcer.textContent = call;
  }
  document.title = call ? `● ${call}` : 'Jackfield';
}

/** What may be missing (an account that is no agent, a server without that list) is empty. */
const optional = (path, otherwise) =>
  get(path).catch((failure) => {
    if (failure instanceof ApiError && [403, 404].includes(failure.status)) {
      return otherwise;
    }
    throw failure;
  });

async function readAll() {
  const me = store.get().session.agent;
  const none = {items: []};
  const [active, ended, agent, pops, links] = await Promise.all([
    me ? get('/calls?state=active&agent=me') : none,
    me ? get('/calls?state=ended&agent=me&limit=20') : none,
    me ? optional('/agents/me', null) : null,
    me ? optional('/pops?state=open', none) : none,
    optional('/links', none),
  ]);
  const outages = links.items.filter(({status}) => status === 'down').map(({name, reason}) => [name, reason]);
  store.update((state) =>
    loaded(state, {active: active.items, ended: ended.items, agent, pops: pops.items, outages, at: serverNow()}));
  await fetchUnknown();
}

/** A pop may speak of a call that has no connection of mine yet. */
async function fetchUnknown() {
  for (const id of unknownCalls(store.get())) {
    const call = await optional(`/calls/${encodeURIComponent(id)}`, null);
    if (call) {
      store.update((state) => (state.calls.has(call.id) ? state : withCall(state, call, serverNow())));
    }
  }
}

function onEvent(event) {
  store.update((state) => happened(state, event));
  if (event.name === 'pop') {
    fetchUnknown().catch(() => {});
  }
}

async function start() {
  await loadLanguage();
  try {
    const me = await session();
    store.update((state) => signedIn(state, me));
  } catch (failure) {
    if (failure.status === 401) {
      leave();
    } else {
      root.textContent = t('start.failed', {reason: failure.message});
      setTimeout(() => location.reload(), 3000);
    }
    return;
  }
  readEvents({
    onEvent,
    onStatus: (status) => store.update((state) => streaming(state, status)),
    onFresh: readAll,
    onLoggedOut: leave,
  });
}

start();
