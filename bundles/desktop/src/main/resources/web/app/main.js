// The agents' desk: reads who I am, then everything that concerns me, then what happens.

import {render} from 'lit-html';
import {createActions} from './actions.js';
import {createAlerts} from './alerts.js';
import {ApiError, get, session} from './api.js';
import {follow} from './feed.js';
import {loadLanguage, t} from './i18n.js';
import {kept} from './kept.js';
import {listenToKeys} from './keys.js';
import {createNotes} from './notes.js';
import {createReader} from './reader.js';
import {routeOf} from './route.js';
import {INITIAL, signedIn, withDone, withNotes, withOwnChange} from './state.js';
import {createStore} from './store.js';
import {page, ringing} from './view/page.js';

const leave = () => location.replace('login');
const root = document.getElementById('desk');
const announcer = document.getElementById('announcer');
let tabs = null;
let notes = null;
const alerts = createAlerts(() => tabs?.leads() ?? false);
const store = createStore(INITIAL, draw);
const tell = (message) => tabs?.tell(message);
const act = createActions(store, {tell, leave, alerts, notes: () => notes});
const reader = createReader(store);

function draw(state) {
  render(page(state, act), root);
  const call = ringing(state);
  const words = call?.title ?? '';
  if (announcer.textContent !== words) {
    announcer.textContent = words;
  }
  document.title = words ? `● ${words}` : 'Jackfield';
  alerts.show(call);
  reader.look();
}

/** What another tab of mine told of its own doings. */
function told({kind, id, text, status, change}) {
  store.update((state) => {
    switch (kind) {
      case 'notes':
        return withNotes(state, id, {text, status});
      case 'own':
        return withOwnChange(state, id, change);
      case 'done':
        return withDone(state, id);
      default:
        return state;
    }
  });
}

/** Any number on the page, and any program that hands this page a tel: link, calls from my line. */
function listenToNumbers() {
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="tel:"]');
    if (link) {
      event.preventDefault();
      act.dial(decodeURIComponent(link.href.slice('tel:'.length)));
    }
  });
  const asked = new URLSearchParams(location.search).get('dial');
  if (asked) {
    // Only filled in: a link on a foreign page must not place a call by itself.
    history.replaceState(null, '', location.pathname + location.hash);
    act.prepare(asked.replace(/^tel:/, ''));
  }
}

async function start() {
  await loadLanguage();
  let me;
  try {
    me = await session();
    const desk = await get('/desk');
    store.update((state) => ({
      ...signedIn(state, me, desk),
      route: routeOf(me, location.hash),
      done: new Set(kept('done', [])),
      ...(me.roles.includes('supervisor') ? {floor: new Map(), day: new Map()} : {}),
      ui: {alerts: alerts.wanted()},
    }));
  } catch (failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    if (failure.status === 401) {
      leave();
    } else {
      root.textContent = t('start.failed', {reason: failure.message});
      setTimeout(() => location.reload(), 3000);
    }
    return;
  }
  notes = createNotes(store, tell, me.user);
  const readAll = () => reader.readAll().then(() => notes.recover());
  const onEvent = (event) => {
    reader.onEvent(event);
    if (event.data?.call || event.name === 'backInService') {
      notes.recover();
    }
  };
  tabs = follow({store, user: me.user, readAll, onEvent, onTold: told, onLoggedOut: leave});
  addEventListener('hashchange', () => {
    store.update((state) => ({...state, route: routeOf(me, location.hash)}));
    act.administer();
  });
  listenToKeys();
  listenToNumbers();
}

start();
