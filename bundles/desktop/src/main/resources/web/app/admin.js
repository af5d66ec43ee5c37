// What an administrator reads and does. Read every few seconds while the page is open, and after each doing.

import {ApiError, del, get, post} from './api.js';
import {optional} from './reader.js';

const EVERY_MS = 5_000;
const NONE = {items: []};

/** @param ui changes what the page shows */
export function createAdministration({store, request, ui}) {
  let timer = 0;

  /** Health answers 503 while something is missing, with the same body. */
  const health = () => get('/health').catch((failure) => failure.body ?? {ready: false, problems: [failure.message], parts: []});

  async function read() {
    const {dead} = store.get().ui;
    const [state, links, connectors, devices, users, activities] = await Promise.all([
      health(),
      optional('/links', NONE),
      optional('/connectors', NONE),
      optional('/devices', NONE),
      optional('/users', NONE),
      optional(`/activities?limit=50${dead ? '&state=dead' : ''}`, NONE),
    ]);
    ui({admin: {
      health: state, links: links.items, connectors: connectors.items, devices: devices.items, users: users.items,
      activities: activities.items,
    }});
  }

  async function again() {
    clearTimeout(timer);
    if (store.get().route === 'admin') {
      timer = setTimeout(again, EVERY_MS);
      await read().catch((failure) => {
        if (!(failure instanceof ApiError)) {
          throw failure;
        }
        ui({adminError: failure.message});
      });
    }
  }

  const doing = (name, work) => request(name, async () => {
    ui({adminError: '', secret: null});
    await work();
    await read();
  }, (adminError) => ui({adminError}));

  const user = (name) => `/users/${encodeURIComponent(name)}`;

  return {
    administer: again,
    showDead(dead) {
      ui({dead});
      again();
    },
    makeUser: (name, role, form) => doing('make-user', async () => {
      const made = await post('/users', {name, role});
      ui({secret: {what: made.name, value: made.password}});
      form.reset();
    }),
    removeUser: (name) => doing(`remove/${name}`, () => del(user(name))),
    makeToken: (name, label, form) => doing(`token/${name}`, async () => {
      const made = await post(`${user(name)}/tokens`, {label});
      ui({secret: {what: `${name} · ${made.label}`, value: made.token}});
      form.reset();
    }),
    revoke: (name, label) =>
      doing(`revoke/${name}/${label}`, () => del(`${user(name)}/tokens/${encodeURIComponent(label)}`)),
    /** Gives dead activities to their CRM again: one, or all. */
    replay: (id) => doing(`replay/${id ?? 'all'}`, () => post(id ? `/activities/${id}/replay` : '/activities/replay', {})),
  };
}
