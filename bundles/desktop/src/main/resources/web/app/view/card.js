// A call on the desk: who it is, what the CRM knows, how long, and what can be done.

import {html, nothing} from 'lit-html';
import {serverNow} from '../clock.js';
import {hasText, t} from '../i18n.js';
import {queueOf, who} from '../select.js';
import {plain} from '../text.js';
import {controls} from './controls.js';
import {icon} from './icons.js';
import {jack, nameless, number, recordLink, text} from './parts.js';

export function card(state, item, act) {
  const {call, connection, phase, pop, remote, records} = item;
  const {name, company} = who(records, remote);
  const shown = plain(name) || nameless(remote);
  const heading = `call-${item.id}`;
  return html`
    <article class="card" aria-labelledby=${heading} data-testid=${phase === 'ringing' ? 'ringing-call' : 'live-call'}
             data-phase=${phase} data-call=${item.id} data-state=${connection?.state ?? 'null'}>
      <header class="card-top">
        <p class="phase"><span class="lamp" aria-hidden="true"></span>${phaseWords(item)}</p>
        ${queueOf(call) ? html`<p class="chip" data-testid="queue">${text(queueOf(call), 40)}</p>` : nothing}
        ${clock(item)}
      </header>
      <div class="card-body" data-testid=${pop ? 'pop' : nothing} data-pop=${pop?.popId ?? nothing}
           data-crm=${pop?.crm ?? nothing}>
        <div class="identity">
          ${jack(name)}
          <div class="identity-words">
            <h2 id=${heading} class="name" data-testid="pop-name" title=${shown}><bdi>${shown}</bdi></h2>
            ${plain(company) ? html`<p class="company" data-testid="pop-company">${text(company)}</p>` : nothing}
            ${plain(name) && plain(remote.number)
              ? html`<p class="from" data-testid="pop-number">${number(remote.number)}</p>`
              : nothing}
          </div>
        </div>
        ${pop || records.length ? crm(pop, records, remote) : nothing}
        ${others(call, connection)}
      </div>
      ${connection ? controls(state, item, act) : nothing}
    </article>`;
}

function phaseWords({phase, connection, call}) {
  if (phase === 'dialling' && connection.state === 'alerting') {
    return t('phase.pickUp');
  }
  return t(phase === 'ringing' && call.direction === 'internal' ? 'phase.ringingInternal' : `phase.${phase}`);
}

/** Ringing and talking count from their start; hold counts all of it, on from what this picture says. */
function clock({phase, call, connection}) {
  const start = Date.parse(connection?.connectedAt ?? connection?.alertingAt ?? call.startedAt) || serverNow();
  const held = phase === 'held' ? (call.seenAt || serverNow()) - (connection.holdMs ?? 0) : null;
  return html`
    <p class="times">
      ${held ? html`<span class="held-time">${t('card.held')} <jf-clock .since=${held}></jf-clock></span>` : nothing}
      ${phase === 'over' ? nothing : html`<jf-clock class="time" data-testid="call-time" .since=${start}></jf-clock>`}
    </p>`;
}

function crm(pop, records, remote) {
  if (records.length > 1) {
    return html`
      <section class="records">
        <h3>${t('crm.several', {count: records.length})}</h3>
        <ul class="record-list">${records.map((record) => html`<li>${recordEntry(record, true)}</li>`)}</ul>
      </section>`;
  }
  if (records.length === 1) {
    return html`<section class="records">${recordEntry(records[0], false)}</section>`;
  }
  const state = pop?.crm ?? 'none';
  return html`
    <p class="crm-state" data-testid="crm-state" data-state=${state}>
      ${state === 'pending'
        ? html`<span class="spinner" aria-hidden="true"></span>`
        : icon(state === 'unavailable' ? 'warning' : 'none')}
      ${t(state === 'none' && !remote.number ? 'crm.noNumber' : hasText(`crm.${state}`) ? `crm.${state}` : 'crm.none')}
    </p>`;
}

function recordEntry(record, named) {
  return html`
    <div class="record" data-testid="match">
      <div class="record-words">
        ${named ? html`<p class="record-name" title=${plain(record.name)}>${text(record.name)}</p>` : nothing}
        ${named && plain(record.company) ? html`<p class="record-company">${text(record.company)}</p>` : nothing}
        <p class="record-reason" data-testid="match-reason">${text(record.type, 40)}${
          plain(record.reason) ? html` · ${text(record.reason, 160)}` : nothing}</p>
      </div>
      ${recordLink(record, t('crm.open'))}
      ${record.cases?.length ? html`
        <ul class="cases" aria-label=${t('crm.cases')}>
          ${record.cases.slice(0, 5).map((c) => html`
            <li data-testid="case"><span class="chip">${text(c.status, 30)}</span>
              <span class="case-subject" title=${plain(c.subject, 200)}>${text(c.subject, 200)}</span>
              ${recordLink(c, html`<span class="unseen">${t('crm.open')} ${plain(c.subject)}</span>`)}</li>`)}
        </ul>` : nothing}
    </div>`;
}

/** Who else talks; somebody who only listens is not told of. */
function others(call, connection) {
  const talks = ({state, participation}) => ['connected', 'hold'].includes(state) && participation === 'active';
  const lines = call.connections.filter((c) => c.line && c.id !== connection?.id && talks(c));
  const names = lines.map((c, i) => html`${i ? ', ' : ''}${text(c.agent ?? c.line, 40)}`);
  return connection && lines.length && call.direction !== 'internal'
    ? html`<p class="also">${t('card.also')} ${names}</p>`
    : nothing;
}
