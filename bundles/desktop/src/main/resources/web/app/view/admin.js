// Administration: what is wrong and its cure at the top, then the parts one by one.

import {html, nothing} from 'lit-html';
import {t, when} from '../i18n.js';
import {plain} from '../text.js';
import {outbox} from './admin-outbox.js';
import {users} from './admin-users.js';
import {icon} from './icons.js';
import {failure, number, text} from './parts.js';

export function admin(state, act) {
  const {admin: known, adminError} = state.ui;
  if (!known) {
    act.administer();
    return html`<main class="admin"><h1 class="unseen">${t('nav.admin')}</h1><p class="hint">${t('admin.reading')}</p></main>`;
  }
  return html`
    <main class="admin">
      <h1 class="unseen">${t('nav.admin')}</h1>
      ${failure(adminError)}
      ${problems(known)}
      <div class="admin-columns">
        ${parts('links', known.links)}
        ${parts('connectors', known.connectors)}
        ${devices(known.devices)}
        ${outbox(state, known.activities, act)}
        ${users(state, known.users, act)}
      </div>
    </main>`;
}

/** What health names, and what a part that works would like to have otherwise. */
function problems({health, links, connectors}) {
  const {ready} = health;
  const wishes = [...links, ...connectors].filter(({state, reason}) => state === 'up' && plain(reason));
  const found = [...health.problems, ...wishes.map(({name, reason}) => `${name}: ${reason}`)];
  return html`
    <section class="panel health" data-ready=${ready} data-testid="health" aria-labelledby="health-title">
      <h2 id="health-title">${icon(found.length ? 'warning' : 'check')}
        ${t(!ready ? 'admin.notReady' : found.length ? 'admin.attention' : 'admin.well')}</h2>
      ${found.length
        ? html`<ul class="problems">${found.map((one) => html`<li data-testid="problem">${text(one, 400)}</li>`)}</ul>`
        : nothing}
    </section>`;
}

const parts = (what, items) => html`
  <section class="panel" aria-labelledby=${`${what}-title`}>
    <h2 id=${`${what}-title`}>${t(`admin.${what}`)}</h2>
    ${items.length ? html`<ul class="part-list">${items.map(part)}</ul>` : html`<p class="hint">${t('admin.nothing')}</p>`}
  </section>`;

/** A part by its name; a CRM also with what it is owed. */
const part = ({name, state, reason, since, counters, outbox: owed}) => html`
  <li class="part" data-testid="part" data-state=${state}>
    <p class="part-top"><span class="dot" data-part=${state} aria-hidden="true"></span>
      <b>${text(name, 80)}</b><span class="cell-more">${t(`status.${state}`)} · ${when(Date.parse(since))}</span></p>
    ${plain(reason) ? html`<p class="part-reason">${text(reason, 400)}</p>` : nothing}
    <p class="cell-more">${Object.entries({...counters, ...figures(owed)}).map(([key, count]) => html`<span class="counter">${text(key, 40)} ${count}</span>`)}</p>
  </li>`;

const figures = (owed) =>
  Object.fromEntries(Object.entries(owed ?? {}).filter(([, value]) => typeof value === 'number'));

const devices = (items) => html`
  <section class="panel" aria-labelledby="devices-title">
    <h2 id="devices-title">${t('admin.devices')}</h2>
    ${items.length
      ? html`<ul class="part-list">${items.map((device) => html`
          <li class="part" data-testid="device" data-state=${device.state}>
            <p class="part-top"><span class="dot" data-part=${device.state === 'ready' ? 'up' : 'down'} aria-hidden="true"></span>
              <b>${text(device.id, 64)}</b>
              <span class="cell-more">${t(`device.${device.state}`)}${
                device.lines?.length ? html` · ${device.lines.map(({line}) => number(line))}` : nothing}${
                plain(device.agent) ? html` · ${text(device.agent, 40)}` : nothing}</span></p>
            <p class="cell-more">${text([device.kind, device.vendor, device.model].filter(Boolean).join(' · '), 120)}</p>
          </li>`)}</ul>`
      : html`<p class="hint">${t('admin.nothing')}</p>`}
  </section>`;
